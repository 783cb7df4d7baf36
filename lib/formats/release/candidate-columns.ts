import type { Blocks, ReleaseCandidate } from '../release-rows'

interface Column<Value, Values> {
  add: (value: Value) => void
  values: () => Values
}

function collected<Value, Kept, Values>(kept: (value: Value) => Kept, done: (all: Kept[]) => Values) {
  return (): Column<Value, Values> => {
    const all: Kept[] = []
    return { add: (value) => all.push(kept(value)), values: () => done(all) }
  }
}

const integers = collected(
  (value: number) => value,
  (all) => Int32Array.from(all),
)
const flags = collected(
  (value: boolean) => (value ? 1 : 0),
  (all) => Uint8Array.from(all),
)
/** NaN if the run did not include the candidate. */
const numbers = collected(
  (value: number | null) => value ?? Number.NaN,
  (all) => Float64Array.from(all),
)

/** Most candidates come from a few sets of models, so each set is stored once. */
function modelSets(): Column<readonly string[], readonly (readonly string[])[]> {
  const sets = new Map<string, readonly string[]>()
  const all: (readonly string[])[] = []
  const add = (models: readonly string[]) => {
    const key = models.join('\0')
    const known = sets.get(key) ?? models
    sets.set(key, known)
    all.push(known)
  }
  return { add, values: () => all }
}

const columnKinds = {
  image: integers,
  classIndex: integers,
  isOriginal: flags,
  isKept: flags,
  score: numbers,
  calibrated: numbers,
  low: numbers,
  high: numbers,
  models: modelSets,
} as const satisfies { [Name in keyof ReleaseCandidate]: () => Column<ReleaseCandidate[Name], unknown> }

type Name = keyof ReleaseCandidate

/** Candidates in the order of the release, by column: a million objects would exhaust memory. */
export type CandidateColumns<Chosen extends Name = Name> = { count: number } & {
  [One in Chosen]: ReturnType<ReturnType<(typeof columnKinds)[One]>['values']>
}

export async function candidateColumns<Chosen extends Name = Name>(
  blocks: Blocks<Pick<ReleaseCandidate, Chosen>>,
  chosen: readonly Chosen[] = Object.keys(columnKinds) as Chosen[],
): Promise<CandidateColumns<Chosen>> {
  const columns = chosen.map((name) => ({ name, ...(columnKinds[name]() as Column<unknown, unknown>) }))
  let count = 0
  for await (const block of blocks) {
    count += block.length
    for (const { name, add } of columns) for (const candidate of block) add(candidate[name])
  }
  const values = Object.fromEntries(columns.map((column) => [column.name, column.values()]))
  return { count, ...values } as CandidateColumns<Chosen>
}

/** Returns the candidates of each image, rising. Candidates may not be sorted by image in the files they came from. */
export function candidatesByImage({ image }: CandidateColumns<'image'>): (image: number) => Int32Array {
  const start: number[] = [0]
  for (const one of image) {
    while (start.length <= one + 1) start.push(0)
    start[one + 1]!++
  }
  for (let one = 1; one < start.length; one++) start[one]! += start[one - 1]!
  const next = start.slice()
  const indices = new Int32Array(image.length)
  for (let index = 0; index < image.length; index++) indices[next[image[index]!]!++] = index
  return (one) => (one + 1 < start.length ? indices.subarray(start[one], start[one + 1]) : indices.subarray(0, 0))
}
