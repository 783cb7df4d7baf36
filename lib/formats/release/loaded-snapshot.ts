import type {
  Blocks,
  CandidateColumnOf,
  ImageOf,
  RaterOf,
  ReleaseClass,
  ReleaseDecision,
  ReleaseGoldenAnswer,
  Snapshot,
  SnapshotHead,
  SnapshotReads,
  WholeReads,
} from '../release-rows'
import { type CandidateColumns, candidateColumns } from './candidate-columns'

const none: readonly ReleaseDecision[] = []

/** Indexes the labels that people decided, which are few compared to the candidates. */
function decidedLabels(decisions: readonly ReleaseDecision[]) {
  const ofCandidate = new Map(decisions.map((one) => [one.candidate, one]))
  const ofImage = new Map<number, ReleaseDecision[]>()
  for (const one of decisions) {
    const others = ofImage.get(one.image)
    if (others) others.push(one)
    else ofImage.set(one.image, [one])
  }
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

type DecidedLabels = ReturnType<typeof decidedLabels>

/** A snapshot that caches what several of its files need. Votes are never cached, but read as often as needed. */
export interface LoadedSnapshot<Head extends SnapshotHead = SnapshotHead, Reads extends SnapshotReads = WholeReads> {
  head: Head
  source: Snapshot<Head, Reads>
  classes: () => Promise<readonly ReleaseClass[]>
  /** The class with this index; throws RangeError if the snapshot does not contain it. */
  classOf: () => Promise<(index: number) => ReleaseClass>
  images: () => Promise<readonly ImageOf<Reads>[]>
  candidates: () => Promise<CandidateColumns<CandidateColumnOf<Reads>>>
  raters: () => Promise<ReadonlyMap<number, RaterOf<Reads>>>
  golden: () => Promise<readonly ReleaseGoldenAnswer[]>
  decided: () => Promise<DecidedLabels>
  /** Reasons by index of the image. */
  excluded: () => Promise<ReadonlyMap<number, string>>
  /** How many raters saw something outside the class list; null if unknown. */
  outsideList: () => Promise<(position: number) => number | null>
  /** [candidates * 3] number of answers no, maybe and yes. */
  voteCounts: () => Promise<Uint32Array>
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

export function loadedSnapshot<Head extends SnapshotHead, Reads extends SnapshotReads = WholeReads>(
  source: Snapshot<Head, Reads>,
  candidateColumnsRead?: readonly CandidateColumnOf<Reads>[],
): LoadedSnapshot<Head, Reads> {
  const classes = once(() => allRows(source.classes()))
  const candidates = once(() => candidateColumns(source.candidates(), candidateColumnsRead))
  return {
    head: source.head,
    source,
    classes,
    classOf: once(async () => {
      const byIndex = new Map((await classes()).map((one) => [one.index, one]))
      return (index) => {
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
    excluded: once(
      async () => new Map((await allRows(source.exclusions())).map(({ image, reason }) => [image, reason])),
    ),
    outsideList: once(async () => {
      if (source.outsideList === null) return () => null
      const raters = new Map((await allRows(source.outsideList())).map(({ image, raters }) => [image, raters]))
      return (position: number) => raters.get(position) ?? 0
    }),
    voteCounts: once(async () => {
      const counts = new Uint32Array((await candidates()).count * 3)
      for await (const block of source.votes())
        for (const { candidate, answer } of block) counts[candidate * 3 + answer]!++
      return counts
    }),
  }
}
