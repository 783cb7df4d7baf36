import path from 'node:path'
import type { ModelAccuracy, UncertainAccuracy } from '@/lib/contracts/models/model-score'
import type { ScoredModel } from '@/lib/services/models/score-model'
import { projectCommand, runCommand, timed } from '../run-command'
import { acceptedReason, confirmAccepted, withAcceptWarnings } from './accept-warnings'
import { type MatrixOptions, matrixInput, withMatrixOptions } from './matrix-options'
import { count, number } from './numbers'

interface Options extends MatrixOptions {
  project: string
  predictions: string
  model: string
  run?: number
  acceptWarnings?: string
  replace?: boolean
}
const share = (value: number | null) => (value === null ? 'not known' : value.toFixed(4))
const range = (interval: [number, number] | null) =>
  interval ? ` (95%: ${interval[0].toFixed(4)} to ${interval[1].toFixed(4)})` : ''
const accuracyText = ({ share: value, interval, right, count: all }: ModelAccuracy) =>
  `${share(value)}${range(interval)}, ${count(right)} of ${count(all, 'image')}`

const uncertainText = ({ share: value, interval, goldenImages }: UncertainAccuracy) =>
  `${share(value)}${range(interval)}, expected under the true labels, judging by ${count(goldenImages, 'golden image')}`

export const scoreModelCommand = () =>
  withMatrixOptions(
    withAcceptWarnings(
      projectCommand(
        'score-model',
        "Score a model with the latest run's labels: a JSON list with the top-1 class index of each image by position, CSV (file, label), JSON Lines, or a matrix as .npz or .npy. It does not propose labels and is not used as evidence. All or nothing.",
      ),
    )
      .requiredOption('--predictions <file>', "the model's predictions")
      .requiredOption('--name, --model <name>', 'name of the model in the project')
      .option('--run <number>', 'use the labels of this run (the latest that may be used)', number)
      .option('--replace', 'replace the scored model with that name'),
  ).action(async (options: Options) => {
    const { project: slug, model: name, replace, run: runId, acceptWarnings } = options
    const reason = acceptedReason(acceptWarnings)
    await runCommand(async ({ actor, onProgress, signal }) => {
      const { scoreModel } = await import('@/lib/services/models/score-model')
      const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
      const isAccepted = reason !== undefined
      const input = { slug, name, path: path.resolve(options.predictions), isReplacing: replace, runId, isAccepted }
      const hooks = { compute: computeInThreads('scores'), onProgress, signal }
      const { made, seconds } = await timed(scoreModel(actor, { ...input, ...matrixInput(options) }, hooks))
      await confirmAccepted(actor, { slug, runId: made.runId, reason })
      const { original, reassessed, underUncertainLabels, closed, preference } = made
      const asked = preference.prediction + preference.original + preference.neither
      const text = [
        `${made.isReplaced ? 'Replaced' : 'Added'} and scored “${made.model}” with run ${made.runId} of “${slug}” in ${seconds.toFixed(1)} s.`,
        `Original accuracy   ${accuracyText(original)}.`,
        `Reassessed accuracy ${accuracyText(reassessed)}.`,
        underUncertainLabels
          ? `Labels uncertain    ${uncertainText(underUncertainLabels)}.`
          : 'Labels uncertain    unknown: the run has no calibrated scores, or no golden image has a prediction.',
        closed && `With class decisions ${accuracyText(closed)}.`,
        preference.share === null
          ? 'Human preference    unknown: where prediction and original label differ, no rater preferred either.'
          : `Human preference    ${share(preference.share)}${range(preference.interval)} for the prediction over the original label, on ${count(preference.images, 'image')} where they differ; neither preferred in ${count(preference.neither)} of ${count(asked, 'answer')}.`,
      ]
      return { text, json: { project: slug, ...jsonOf(made), seconds } }
    })
  })

/** Puts plain numbers first, so that a script finds them under one name. */
function jsonOf({ original, reassessed, underUncertainLabels, closed, preference, ...made }: ScoredModel) {
  const { share: humanPreference, interval: humanPreferenceInterval, ...counts } = preference
  return {
    ...made,
    originalAccuracy: original.share,
    originalInterval: original.interval,
    originalCount: original.count,
    reassessedAccuracy: reassessed.share,
    reassessedInterval: reassessed.interval,
    reassessedCount: reassessed.count,
    uncertainLabelsAccuracy: underUncertainLabels?.share ?? null,
    uncertainLabelsInterval: underUncertainLabels?.interval ?? null,
    uncertainLabelsGoldenImages: underUncertainLabels?.goldenImages ?? 0,
    decisionsAccuracy: closed?.share ?? null,
    decisionsInterval: closed?.interval ?? null,
    ...{ humanPreference, humanPreferenceInterval, preference: counts },
  }
}
