import path from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ImportedPredictions } from '@/lib/contracts/data/imported'
import { AppError } from '@/lib/errors'
import { runCommand } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  model: string
  file: string
  replace?: boolean
  add?: boolean
  partial?: boolean
  files?: string
  scoreKind?: 'probability' | 'logit'
  top: number
  json?: boolean
}

function classCount(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 1_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1,000.')
  return value
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
  new Command('predictions')
    .description(
      "Add a model's predictions to a project: JSON Lines with file and top5 (label and probability or logit), CSV (file, label, probability or logit), a matrix of images and classes as .npz or .npy, or a JSON list with the top-1 class index of each image by position. All or nothing.",
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--model <name>', 'name of the model in the project')
    .requiredOption('--file <file>', 'the predictions')
    .option('--replace', 'replace the model with that name')
    .option('--add', 'add to the model with that name, for images without predictions')
    .option('--partial', 'allow a file that omits images of the project')
    .option('--files <file>', "the images of a matrix in the order of its rows, unless the file has an array 'files'")
    .addOption(new Option('--score-kind <kind>', 'type of the values in a matrix').choices(['probability', 'logit']))
    .option('--top <count>', 'number of classes kept per matrix row', classCount, 5)
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const { project: slug, model, partial, files, scoreKind, top } = options
      const mode = modeOf(options)
      await runCommand(options, async ({ actor, onProgress, signal }) => {
        const { importPredictions } = await import('@/lib/services/data/import-parts')
        const startedAt = performance.now()
        const fileList = files === undefined ? undefined : path.resolve(files)
        const input = {
          slug,
          model,
          path: path.resolve(options.file),
          mode,
          isPartial: partial,
          fileList,
          scoreKind,
          top,
        } as const
        const made = await importPredictions(actor, input, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `${doneOf(made)} the model “${made.model}” of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.predictions)} predictions for ${count(made.images)} images, among them ${count(made.proposedCandidates)} candidates.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })
