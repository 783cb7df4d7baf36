import { calibratedScore } from '@/lib/evaluation/calibration-map'
import { crossCalibration } from '@/lib/evaluation/cross-calibration'
import type { LabelCertainty } from '@/lib/evaluation/uncertain-labels'
import { sigmoid } from '@/lib/numeric/logistic'
import { type Random, seededRandom } from '@/lib/numeric/seeded-random'
import { smallImages } from './small-images'

interface Simulated {
  truth: boolean[]
  /** As from a method that treats raters' errors as independent: far too certain. */
  score: number[]
  top1: number
}

/** An image with three candidates: mostly exactly one holds, sometimes two or none; the model is right in about 85%. */
export function simulatedImage(random: Random): Simulated {
  const draw = random()
  const count = draw < 0.75 ? 1 : draw < 0.9 ? 2 : 0
  const first = Math.floor(3 * random())
  const truth = [0, 1, 2].map((k) => (count > 0 && k === first) || (count > 1 && k === (first + 1) % 3))
  // The sum of twelve uniform draws is nearly normal.
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6
  const score = truth.map((holds) => sigmoid(3 * ((holds ? 1 : -1) + 1.1 * normal())))
  const isRight = count > 0 && random() < 0.85
  const top1 = isRight ? first : Math.floor(4 * random())
  return { truth, score, top1 }
}

export const accuracyOf = (images: Simulated[]) => {
  const labelled = images.filter(({ truth }) => truth.includes(true))
  return labelled.filter(({ truth, top1 }) => truth[top1] === true).length / labelled.length
}

/** A project whose first images are golden, with scores calibrated on these and labels thresholded at one half. */
export function uncertainProject(seed: number, imageCount: number, goldenCount: number) {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: imageCount }, () => simulatedImage(random))
  const golden = drawn.slice(0, goldenCount)
  const score = Float64Array.from(golden.flatMap((image) => image.score))
  const truth = Uint8Array.from(golden.flatMap((image) => image.truth.map(Number)))
  const fold = Int32Array.from(score, (_, at) => Math.floor(at / 3) % 5)
  const { map, calibrated } = crossCalibration({ score, truth, fold, foldCount: 5 })!
  const probability = Float64Array.from(
    drawn.flatMap(({ score, truth }, image) =>
      score.map((one, k) => (image < goldenCount ? Number(truth[k]) : calibratedScore(map, one))),
    ),
  )
  const images = smallImages(
    drawn.map(({ score }, image) => ({
      labels: [0, 1, 2].filter((k) => probability[3 * image + k]! >= 0.5),
      candidates: score.map((one, index) => ({ index, score: one })),
    })),
  )
  const certainty: LabelCertainty = {
    probability,
    golden: { candidate: Int32Array.from(score.keys()), truth, probability: calibrated },
  }
  return { drawn, images, certainty, top1: Int32Array.from(drawn, ({ top1 }) => top1) }
}
