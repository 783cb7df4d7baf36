import { baseOf, fileTraits, isUnreadPicture } from './file-role'

export interface OnnxPaths {
  model: string
  /** How images are resized and normalized. */
  preprocessor: string
  config: string | null
}

const preprocessors = ['preprocessor.json', 'preprocessor_config.json']

export const isOnnx = (path: string) => /\.onnx$/i.test(path)
export const isZip = (path: string) => /\.zip$/i.test(path)
const isTable = (path: string) => /\.(csv|tsv|jsonl|ndjson|np[yz]|xml)$/i.test(path)
const isPicture = (path: string) => isUnreadPicture(path) || fileTraits(path, null).role === 'picture'
const listed = (paths: readonly string[]) => `${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ' …' : ''}`

/** Whether the files are a model to run on images, rather than data to import. */
export const isOnnxModel = (paths: readonly string[]): boolean =>
  paths.some(isOnnx) && !paths.some((path) => isPicture(path) || isTable(path) || isZip(path))

/** Finds the files of a model. Of the several that Hugging Face offers, `onnx/model.onnx` is the plain one. */
export function onnxPaths(paths: readonly string[]): OnnxPaths | { problem: string } {
  const models = paths.filter(isOnnx)
  const plain = models.filter((path) => /(^|\/)onnx\/model\.onnx$/.test(path))
  const [model, ...otherModels] = plain.length === 1 ? plain : models
  if (model === undefined)
    return { problem: 'There is no .onnx file among these files. Export the model to ONNX, and add the file.' }
  if (otherModels.length > 0)
    return { problem: `There are ${models.length} .onnx files: ${listed(models)}. Keep only one.` }
  const named = (names: readonly string[]) => paths.filter((path) => names.includes(baseOf(path)))
  const [preprocessor, ...others] = named(preprocessors)
  if (preprocessor === undefined)
    return {
      problem:
        'A file is missing that says how the model’s images are resized and normalized. Add one file preprocessor.json or preprocessor_config.json; the guide describes it.',
    }
  if (others.length > 0)
    return {
      problem: `Several files say how the model’s images are resized and normalized: ${listed([preprocessor, ...others])}. Keep only one.`,
    }
  return { model, preprocessor, config: named(['config.json'])[0] ?? null }
}

/** Returns why the files cannot be run as a model. Only the server knows what a zip contains. */
export function onnxProblem(paths: readonly string[]): string | null {
  if (paths.length === 1 && isZip(paths[0]!)) return null
  const found = onnxPaths(paths)
  return 'problem' in found ? found.problem : null
}
