import { simulatedWorld } from '@/lib/aggregation/simulated-regimes'
import type { ThresholdRule } from '@/lib/contracts/runs/aggregation'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { RunWithInput } from '@/lib/services/models/run-without-model'

const size = { imageCount: 600, raterCount: 20, goldenPairs: 80 }
const { input, truth } = simulatedWorld('baseline', 1, size)
const itemCount = truth.length
const classes = [...new Set(input.candidateClass)]
const numbersFrom = (first: number, count: number) => Int32Array.from({ length: count }, (_, k) => first + k)

/** Returns the first choices of a model that chooses candidates, right or wrong, that raters were asked about. */
export function firstChoices(seed: number): Uint8Array {
  const random = seededRandom(seed)
  const isTop1 = new Uint8Array(itemCount)
  for (let first = 0; first < itemCount; ) {
    let next = first
    while (input.candidateImage[next] === input.candidateImage[first]) next++
    isTop1[first + Math.floor((next - first) * random())] = 1
    first = next
  }
  return isTop1
}

/** Makes a run of simulated votes with models as evidence, with everything needed to run it again. */
export function makeSimulatedRun(
  models: { name: string; isTop1: Uint8Array }[],
  rule: ThresholdRule | null = null,
): RunWithInput {
  const originalLabel = new Int32Array(size.imageCount).fill(-1)
  for (let item = 0; item < itemCount; item++)
    if (input.candidateIsOriginal[item] === 1) originalLabel[input.candidateImage[item]!] = input.candidateClass[item]!
  const thresholds = [0, 0.25, 0.5, 0.75]
  const none = new Int32Array(0)
  return {
    ...{ method: 'reassess', parameters: {}, rule, thresholds, implied: [] },
    data: { input: { ...input, models }, originalLabel, classOfIndex: new Map(classes.map((own) => [own, own + 1])) },
    candidateId: numbersFrom(10, itemCount),
    imageId: numbersFrom(5, size.imageCount),
    rows: {
      images: {
        id: numbersFrom(5, size.imageCount),
        originalClass: originalLabel.map((label) => (label < 0 ? -1 : label + 1)),
        isRated: new Uint8Array(size.imageCount).fill(1),
      },
      classes: { id: Int32Array.from(classes, (own) => own + 1), index: Int32Array.from(classes) },
      labels: { image: none, class: none },
      candidates: { id: none, image: none, class: none, reached: none, calibrated: none },
      votes: { candidate: none, rater: none, answer: new Uint8Array(0) },
    },
  }
}

/** Returns class indices by image of the first choices among the candidates. */
export function top1Of(isTop1: Uint8Array): Int32Array {
  const top1 = new Int32Array(size.imageCount).fill(-1)
  for (let item = 0; item < itemCount; item++)
    if (isTop1[item] === 1) top1[input.candidateImage[item]!] = input.candidateClass[item]!
  return top1
}
