import { onnxPaths } from '@/lib/domain/data/onnx-files'
import { invalidInput } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import { type OnnxSettings, readOnnxSettings } from '@/lib/formats/predictions/onnx-settings'
import { inputTensor, layoutOf, type OnnxInput } from '@/lib/formats/predictions/onnx-tensor'
import { type UploadedFiles, uploadedFile } from '@/lib/services/data/uploads/uploads'
import { OnnxProblem, OnnxProcess } from './onnx-process'

export interface OnnxFiles {
  file: string
  settings: OnnxSettings
  settingsFile: string
}

/** Returns the model's file and settings. Throws AppError `invalid-input`. */
export async function readOnnxFiles(files: UploadedFiles): Promise<OnnxFiles> {
  const found = onnxPaths(files.paths)
  if ('problem' in found) throw invalidInput(found.problem)
  const settingsFile = uploadedFile(files, found.preprocessor)
  const settings = await readOnnxSettings(
    settingsFile,
    found.config === null ? null : uploadedFile(files, found.config),
  )
  return { file: uploadedFile(files, found.model), settings, settingsFile }
}

/** Throws FormatError if the model takes no RGB pictures, or pictures of another size than its settings say. */
function checkInput(input: OnnxInput, file: string, settingsFile: string, settings: OnnxSettings) {
  const { width, height } = settings.input
  const shape = input.shape.join(' × ')
  const layout = layoutOf(input)
  if (layout === null || !['float32', 'uint8'].includes(input.type))
    throw new FormatError(file, `input "${input.name}"`, {
      expected: 'a batch of RGB images, float32 or uint8, with the channels first or last',
      found: `${shape} of ${input.type}`,
      fix: 'Export the classifier with such an input.',
    })
  const { factor, mean, std } = settings
  if (input.type === 'uint8' && (factor !== 1 || mean.some((value) => value !== 0) || std.some((value) => value !== 1)))
    throw new FormatError(settingsFile, 'do_rescale and do_normalize', {
      expected: 'false, since the model’s input is uint8, from 0 to 255',
      found: 'samples that are rescaled or normalized',
      fix: 'Correct the fields.',
    })
  const [high, wide] = layout === 'first' ? input.shape.slice(2) : input.shape.slice(1)
  const differs = (given: number | string | undefined, length: number) =>
    typeof given === 'number' && given > 0 && given !== length
  if (differs(high, height) || differs(wide, width))
    throw new FormatError(settingsFile, 'size and crop_size', {
      expected: `images of ${wide} by ${high}, the size of the model’s input`,
      found: `${width} by ${height}`,
      fix: 'Correct the size, or use the file that belongs to the model.',
    })
  if (typeof input.shape[0] === 'number' && input.shape[0] > 1)
    throw new FormatError(file, `input "${input.name}"`, {
      expected: 'batches of any size, or of one image',
      found: `batches of ${input.shape[0]}`,
      fix: 'Export the model with a dynamic batch size.',
    })
}

/** A loaded model, in a process of its own. */
export interface OnnxModel {
  /** Returns the outputs for an image: RGB samples by row, of the size of the settings' input. */
  run: (samples: Uint8Array) => Promise<Float32Array>
  end: () => void
}

const inWords = (file: string, what: string) => (error: unknown) => {
  if (!(error instanceof OnnxProblem)) throw error
  throw invalidInput(`${file} ${what}: ${plainReason(error.message)}.`)
}

const maxReasonLength = 300

/** The runtime's messages begin with its own error code, and some with a location in its code. */
function plainReason(message: string): string {
  if (message.includes('external data'))
    return 'its weights are in another file. Export the model with its weights in the same file'
  const [reason] = message
    .replace(/^.*?ERROR_MESSAGE:\s*/s, '')
    .replace(/^\/\S+:\d+ .*?\) /s, '')
    .replace(/^\[ONNXRuntimeError\][\s:\w]* : /, '')
    .split(/\s*\n/)
  return reason!.slice(0, maxReasonLength).replace(/\.$/, '')
}

/**
 * Loads a model, whose process ends when the signal is aborted. `onRestart` gets the reason why the process was replaced.
 * Throws AppError `invalid-input` if the model cannot be loaded or is not an image classifier.
 */
export async function openOnnxModel(
  { file, settings, settingsFile }: OnnxFiles,
  signal?: AbortSignal,
  onRestart?: (reason: string) => void,
): Promise<OnnxModel> {
  const child = new OnnxProcess(file, signal, onRestart)
  try {
    const { inputs, outputs } = await child.load().catch(inWords(file, 'cannot be loaded'))
    const [input] = inputs
    if (inputs.length !== 1 || !input?.isTensor)
      throw invalidInput(
        `${file} has ${inputs.length === 1 ? 'an input that is not a tensor' : `${inputs.length} inputs`}. An image classifier has one, a tensor.`,
      )
    checkInput(input, file, settingsFile, settings)
    const output = settings.outputName ?? (outputs.includes('logits') ? 'logits' : outputs[0]!)
    if (!outputs.includes(output))
      throw invalidInput(
        `${settingsFile}, field "output_name": the model has no output “${output}”, but ${outputs.join(', ')}.`,
      )
    return {
      async run(samples) {
        const given = { input: input.name, tensor: inputTensor(samples, settings, input), output }
        const { type, data } = await child.run(given).catch(inWords(file, 'cannot be run'))
        if (type === 'float32') return data
        throw invalidInput(
          `${file}, output "${output}": expected float32, found ${type}. Export the model with float32.`,
        )
      },
      end: () => child.end(),
    }
  } catch (error) {
    child.end()
    throw error
  }
}
