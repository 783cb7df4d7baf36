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
function checkInput(input: OnnxInput, file: string, settingsFile: string, { width, height }: OnnxSettings['input']) {
  const shape = input.shape.join(' × ')
  const layout = layoutOf(input)
  if (layout === null || !['float32', 'uint8'].includes(input.type))
    throw new FormatError({
      file,
      where: `input "${input.name}"`,
      expected: 'a batch of RGB images, float32 or uint8, with the channels first or last',
      found: `${shape} of ${input.type}`,
      mend: 'Export the classifier with such an input.',
    })
  const [high, wide] = layout === 'first' ? input.shape.slice(2) : input.shape.slice(1)
  const differs = (given: number | string | undefined, length: number) =>
    typeof given === 'number' && given > 0 && given !== length
  if (differs(high, height) || differs(wide, width))
    throw new FormatError({
      file: settingsFile,
      where: 'size and crop_size',
      expected: `images of ${wide} by ${high}, the size of the model’s input`,
      found: `${width} by ${height}`,
      mend: 'Correct the size, or use the file that belongs to the model.',
    })
  if (typeof input.shape[0] === 'number' && input.shape[0] > 1)
    throw new FormatError({
      file,
      where: `input "${input.name}"`,
      expected: 'batches of any size, or of one image',
      found: `batches of ${input.shape[0]}`,
      mend: 'Export the model with a dynamic batch size.',
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
  // The runtime's messages begin with its own error code.
  const why = error.message.replace(/^.*ERROR_MESSAGE:\s*/s, '').replace(/\.$/, '')
  throw invalidInput(`${file} ${what}: ${why}.`)
}

/**
 * Loads a model, whose process ends when the signal is aborted. Throws AppError `invalid-input` if it cannot be loaded
 * or is no classifier of images.
 */
export async function openOnnxModel(
  { file, settings, settingsFile }: OnnxFiles,
  signal?: AbortSignal,
): Promise<OnnxModel> {
  const child = new OnnxProcess(signal)
  try {
    const { inputs, outputs } = await child.ask('load', { file }).catch(inWords(file, 'cannot be loaded'))
    const [input] = inputs
    if (inputs.length !== 1 || !input)
      throw invalidInput(`${file} has ${inputs.length} inputs. A classifier of images has one.`)
    checkInput(input, file, settingsFile, settings.input)
    const output = settings.outputName ?? (outputs.includes('logits') ? 'logits' : outputs[0]!)
    if (!outputs.includes(output))
      throw invalidInput(
        `${settingsFile}, field "output_name": the model has no output “${output}”, but ${outputs.join(', ')}.`,
      )
    return {
      async run(samples) {
        const given = { input: input.name, tensor: inputTensor(samples, settings, input), output }
        const { type, data } = await child.ask('run', given).catch(inWords(file, 'cannot be run'))
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
