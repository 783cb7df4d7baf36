import path from 'node:path'
import type { ImportedPredictions } from '@/lib/contracts/data/imported'
import { AppError } from '@/lib/errors'
import { projectCommand, runCommand, timed } from '../../run-command'
import { type MatrixOptions, matrixInput, withMatrixOptions } from '../matrix-options'
import { count } from '../numbers'

interface Options extends MatrixOptions {
  project: string
  model: string
  file: string
  replace?: boolean
  add?: boolean
}

function modeOf({ replace, add }: Options) {
  if (replace && add) throw new AppError('invalid-input', 'Give either --replace or --add.')
  if (replace) return 'replace'
  return add ? 'add' : 'new'
}

function doneOf({ isAdded, isReplaced }: ImportedPredictions) {
  if (isAdded) return 'Added to'
  return isReplaced ? 'Replaced' : 'Added'
}

export const predictionsCommand = () =>
  withMatrixOptions(
    projectCommand(
      'predictions',
      "Add a model's predictions to a project: JSON Lines with file and top5 (label and probability or logit), CSV (file, label or class, probability or logit), a matrix of images and classes as .npz or .npy, or a JSON list with the top-1 class index of each image by position. All or nothing.",
    )
      .requiredOption('--model <name>', 'name of the model in the project')
      .requiredOption('--file <file>', 'the predictions')
      .option(
        '--replace',
        'replace the predictions and scores of the model with that name; candidates that it proposed for launched batches remain',
      )
      .option('--add', 'add to the model with that name, for images without predictions'),
  ).action(async (options: Options) => {
    const { project: slug, model } = options
    const mode = modeOf(options)
    await runCommand(async ({ actor, onProgress, signal }) => {
      const { importPredictions } = await import('@/lib/services/data/import-parts')
      const input = { slug, model, path: path.resolve(options.file), mode, ...matrixInput(options) } as const
      const { made, seconds } = await timed(importPredictions(actor, input, { onProgress, signal }))
      const text = `${doneOf(made)} the model “${made.model}” of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.predictions, 'prediction')} for ${count(made.images, 'image')}. ${count(made.proposedCandidates)} of them ${made.proposedCandidates === 1 ? 'was already a candidate' : 'were already candidates'} of the project.`
      return { text, json: { project: slug, ...made, seconds } }
    })
  })
