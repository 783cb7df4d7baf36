import path from 'node:path'
import type { ImportedOnnxModel, ImportedPredictions } from '@/lib/contracts/data/imported'
import { AppError } from '@/lib/errors'
import { ignoredOutputsText } from '@/lib/wording/data'
import { projectCommand, runCommand, timed } from '../../run-command'
import { type MatrixOptions, matrixInput, withMatrixOptions } from '../matrix-options'
import { count } from '../numbers'

interface Options extends MatrixOptions {
  project: string
  model: string
  file?: string
  onnx?: string
  scoredOnly?: boolean
  replace?: boolean
  add?: boolean
}

/** What to do with models that the project has; undefined without an option that says it. */
export function knownModeOf({ replace, add }: Pick<Options, 'replace' | 'add'>) {
  if (replace && add) throw new AppError('invalid-input', 'Give either --replace or --add.')
  if (replace) return 'replace'
  return add ? 'add' : undefined
}

function doneOf({ isAdded, isReplaced }: ImportedPredictions) {
  if (isAdded) return 'Added to'
  return isReplaced ? 'Replaced' : 'Added'
}

interface Import {
  read: (file: string) => Promise<ImportedPredictions>
  run: (folder: string) => Promise<ImportedOnnxModel>
}

function runOrRead(
  { file, onnx, partial, files, scoreKind }: Options,
  { read, run }: Import,
): Promise<ImportedPredictions | ImportedOnnxModel> {
  if (file !== undefined && onnx === undefined) return read(path.resolve(file))
  if ([partial, files, scoreKind].some((option) => onnx !== undefined && option !== undefined))
    throw new AppError('invalid-input', '--partial, --files and --score-kind are about a file. Omit them with --onnx.')
  if (file === undefined && onnx !== undefined) return run(path.resolve(onnx))
  throw new AppError('invalid-input', 'Give either --file or --onnx.')
}

export const predictionsCommand = () =>
  withMatrixOptions(
    projectCommand(
      'predictions',
      "Add a model's predictions to a project: JSON Lines with file and top5 (label and probability or logit), CSV (file, label or class, probability or logit), a matrix of images and classes as .npz or .npy, or a JSON list with the top-1 class index of each image by position. Or run a model in ONNX format on the images (--onnx). All or nothing.",
    )
      .requiredOption('--model <name>', 'name of the model in the project')
      .option('--file <file>', 'the predictions')
      .option(
        '--onnx <folder>',
        'instead of a file: run a classifier on the images. The folder has its .onnx file and preprocessor.json, or preprocessor_config.json and config.json as on Hugging Face',
      )
      .option('--scored-only', 'only score the model; it proposes no candidates')
      .option(
        '--replace',
        'replace the predictions and scores of the model with that name; candidates that it proposed for launched batches remain',
      )
      .option('--add', 'add to the model with that name, for images without predictions'),
  ).action(async (options: Options) => {
    const { project: slug, model, top, scoredOnly: isScoredOnly = false } = options
    const mode = knownModeOf(options) ?? 'new'
    await runCommand(async ({ actor, onProgress, signal }) => {
      const hooks = { onProgress, signal }
      const { made, seconds } = await timed(
        runOrRead(options, {
          async read(file) {
            const { importPredictions } = await import('@/lib/services/data/import-parts')
            return importPredictions(
              actor,
              { slug, model, path: file, mode, isScoredOnly, ...matrixInput(options) },
              hooks,
            )
          },
          async run(folder) {
            const { importOnnxFolder } = await import('@/lib/services/data/onnx/import-onnx-model')
            return importOnnxFolder(actor, { slug, model, mode, top, isScoredOnly, folder }, hooks)
          },
        }),
      )
      const text = `${doneOf(made)} the model “${made.model}” of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.predictions, 'prediction')} for ${count(made.images, 'image')}.`
      // Predictions that are only scored propose nothing.
      const proposed = `${count(made.proposedCandidates)} of them ${made.proposedCandidates === 1 ? 'was already a candidate' : 'were already candidates'} of the project.`
      const ofOnnx = 'outputs' in made ? ignoredOutputsText(made) : []
      return {
        text: [isScoredOnly ? text : `${text} ${proposed}`, ...ofOnnx],
        json: { project: slug, ...made, seconds },
      }
    })
  })
