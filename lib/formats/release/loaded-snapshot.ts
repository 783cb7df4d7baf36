import { groupBy } from '@/lib/domain/group-by'
import type {
  Blocks,
  CandidateColumnOf,
  ReleaseDecision,
  Snapshot,
  SnapshotHead,
  SnapshotReads,
  WholeReads,
} from '../release-rows'
import { candidateColumns } from './candidate-columns'

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
export function loadedSnapshot<Head extends SnapshotHead, Reads extends SnapshotReads = WholeReads>(
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
  Reads extends SnapshotReads = WholeReads,
> = ReturnType<typeof loadedSnapshot<Head, Reads>>
