import type { EvaluationRows } from '@/lib/db/models/read-evaluation-rows'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import { closeLabels, type LabelSets } from '@/lib/evaluation/close-labels'
import type { ScoredImages } from '@/lib/evaluation/scored-images'
import type { LabelCertainty } from '@/lib/evaluation/uncertain-labels'
import { indicesById } from '@/lib/numeric/numbered'

/** Golden candidates by id, each with the calibrated score computed without its own golden answers. */
export interface GoldenCandidates {
  id: ArrayLike<number>
  truth: ArrayLike<number>
  calibrated: ArrayLike<number>
}

/** Returns the order that groups entries by owner, and the offset of each owner's group; −1 is no owner. */
function grouped(owner: Int32Array, ownerCount: number): { offsets: Int32Array; order: Int32Array } {
  const offsets = new Int32Array(ownerCount + 1)
  for (const own of owner) if (own >= 0) offsets[own + 1]!++
  for (let own = 0; own < ownerCount; own++) offsets[own + 1]! += offsets[own]!
  const order = new Int32Array(offsets[ownerCount]!)
  const next = offsets.slice(0, ownerCount)
  for (let entry = 0; entry < owner.length; entry++) if (owner[entry]! >= 0) order[next[owner[entry]!]!++] = entry
  return { offsets, order }
}

export function scoredImagesOf(
  rows: Omit<EvaluationRows, 'models'>,
  thresholds: readonly number[],
  relations: readonly ClosureRelation[],
): {
  images: ScoredImages
  top1Of: (model: { image: Int32Array; class: Int32Array }) => Int32Array
  certaintyOf: (golden: GoldenCandidates) => LabelCertainty
} {
  const imageCount = rows.images.id.length
  const imagePosition = indicesById(rows.images.id)
  const classPosition = indicesById(rows.classes.id)
  const indexOfClass = (id: number) =>
    id >= 0 && id < classPosition.length ? (rows.classes.index[classPosition[id]!] ?? -1) : -1
  const indexOfImage = (id: number) => (id < imagePosition.length ? imagePosition[id]! : -1)

  const ofLabels = grouped(rows.labels.image.map(indexOfImage), imageCount)
  const labels: LabelSets = {
    offsets: ofLabels.offsets,
    classes: ofLabels.order.map((entry) => indexOfClass(rows.labels.class[entry]!)),
  }
  const { offsets, order } = grouped(rows.candidates.image.map(indexOfImage), imageCount)
  const candidatePosition = indicesById(order.map((entry) => rows.candidates.id[entry]!))
  const images: ScoredImages = {
    original: rows.images.originalClass.map(indexOfClass),
    labels,
    closed: relations.length > 0 ? closeLabels(labels, relations) : null,
    isRated: rows.images.isRated,
    thresholds: Float64Array.from(thresholds),
    candidates: {
      offsets,
      classes: order.map((entry) => indexOfClass(rows.candidates.class[entry]!)),
      reached: order.map((entry) => rows.candidates.reached[entry]!),
    },
    votes: votesOf(rows.votes, candidatePosition, order.length),
  }
  return {
    images,
    top1Of: (model) => {
      const top1 = new Int32Array(imageCount).fill(-1)
      for (let k = 0; k < model.image.length; k++) {
        const image = indexOfImage(model.image[k]!)
        if (image >= 0) top1[image] = indexOfClass(model.class[k]!)
      }
      return top1
    },
    certaintyOf: ({ id, truth, calibrated }) => {
      const known = Int32Array.from(id, (own) => candidatePosition[own] ?? -1)
      const at = Int32Array.from(known.keys()).filter((index) => known[index]! >= 0)
      return {
        probability: Float64Array.from(order, (entry) => probabilityOf(rows.candidates.calibrated[entry]!)),
        golden: {
          candidate: at.map((index) => known[index]!),
          truth: Uint8Array.from(at, (index) => truth[index]!),
          probability: Float64Array.from(at, (index) => calibrated[index]!),
        },
      }
    },
  }
}

const probabilityOf = (billionths: number) => (billionths < 0 ? Number.NaN : billionths / 1e9)

function votesOf(votes: EvaluationRows['votes'], candidatePosition: Int32Array, candidateCount: number) {
  const owner = votes.candidate.map((id) => (id < candidatePosition.length ? candidatePosition[id]! : -1))
  const { offsets, order } = grouped(owner, candidateCount)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    order
      .subarray(offsets[candidate], offsets[candidate + 1])
      .sort((one, other) => votes.rater[one]! - votes.rater[other]!)
  }
  return {
    offsets,
    raters: order.map((entry) => votes.rater[entry]!),
    answers: Uint8Array.from(order, (entry) => votes.answer[entry]!),
  }
}
