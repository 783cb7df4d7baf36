import type { ReleaseCandidate, ReleaseDecision } from '@/lib/contracts/releases/release-rows'
import { groupBy } from '@/lib/domain/group-by'
import type {
  Blocks,
  CandidateColumnOf,
  CompleteReads,
  Snapshot,
  SnapshotHead,
  SnapshotReads,
} from '@/lib/formats/release-rows'

const none: readonly ReleaseDecision[] = []

/** Indexes the labels that people decided, which are few compared to the candidates. */
function decidedLabels(decisions: readonly ReleaseDecision[]) {
  const ofCandidate = new Map(decisions.map((one) => [one.candidate, one]))
  const ofImage = groupBy(decisions, ({ image }) => image)
  return {
    all: decisions,
    /** How a candidate was decided; null if by the method. */
    of: (candidate: number) => ofCandidate.get(candidate)?.decision ?? null,
    ofImage: (image: number): readonly ReleaseDecision[] => ofImage.get(image) ?? none,
    /** Rising class indices of an image with one kind of decision. */
    indices: (image: number, decision: ReleaseDecision['decision']) =>
      (ofImage.get(image) ?? none)
        .filter((one) => one.decision === decision)
        .map(({ classIndex }) => classIndex)
        .sort((a, b) => a - b),
  }
}

async function allRows<Row>(blocks: Blocks<Row>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const block of blocks) for (const row of block) rows.push(row)
  return rows
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null
  return () => {
    loading ??= load()
    return loading
  }
}

/** A snapshot that caches what several of its files need. Votes are never cached, but read as often as needed. */
export function loadedSnapshot<Head extends SnapshotHead, Reads extends SnapshotReads = CompleteReads>(
  source: Snapshot<Head, Reads>,
  candidateColumnsRead?: readonly CandidateColumnOf<Reads>[],
) {
  const classes = once(() => allRows(source.classes()))
  const candidates = once(() => candidateColumns(source.candidates(), candidateColumnsRead))
  return {
    head: source.head,
    source,
    classes,
    /** The class with this index; throws RangeError if the snapshot does not contain it. */
    classOf: once(async () => {
      const byIndex = new Map((await classes()).map((one) => [one.index, one]))
      return (index: number) => {
        const found = byIndex.get(index)
        if (found) return found
        throw new RangeError(`Class ${index} is used but is not in the list of classes.`)
      }
    }),
    images: once(() => allRows(source.images())),
    candidates,
    raters: once(async () => new Map((await allRows(source.raters())).map((one) => [one.rater, one]))),
    golden: once(() => allRows(source.golden())),
    decided: once(async () => decidedLabels(await allRows(source.decisions()))),
    /** Reasons by index of the image. */
    excluded: once(
      async () => new Map((await allRows(source.exclusions())).map(({ image, reason }) => [image, reason])),
    ),
    /** How many raters saw something outside the class list; null if unknown. */
    outsideList: once(async () => {
      if (source.outsideList === null) return () => null
      const raters = new Map((await allRows(source.outsideList())).map(({ image, raters }) => [image, raters]))
      return (position: number) => raters.get(position) ?? 0
    }),
    /** [candidates * 3] number of answers no, maybe and yes. */
    voteCounts: once(async () => {
      const counts = new Uint32Array((await candidates()).count * 3)
      for await (const block of source.votes())
        for (const { candidate, answer } of block) counts[candidate * 3 + answer]!++
      return counts
    }),
  }
}

export type LoadedSnapshot<
  Head extends SnapshotHead = SnapshotHead,
  Reads extends SnapshotReads = CompleteReads,
> = ReturnType<typeof loadedSnapshot<Head, Reads>>

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

/** −1 if unknown. */
const truths = collected(
  (value: boolean | null) => ((value ?? null) === null ? -1 : Number(value)),
  (all) => Int8Array.from(all),
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
  evidence: numbers,
  golden: truths,
  models: modelSets,
} as const satisfies { [Name in keyof ReleaseCandidate]: () => Column<ReleaseCandidate[Name], unknown> }

type Name = keyof ReleaseCandidate

/** Candidates in the order of the release, by column: a million objects would exhaust memory. */
export type CandidateColumns<Chosen extends Name = Name> = { count: number } & {
  [One in Chosen]: ReturnType<ReturnType<(typeof columnKinds)[One]>['values']>
}

async function candidateColumns<Chosen extends Name = Name>(
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
