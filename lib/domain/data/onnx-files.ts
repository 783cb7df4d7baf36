import { baseOf, fileTraits, isSystemFile, isUnreadPicture } from './file-role'

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

/** First bytes of the fields that a model may begin with. ONNX files are protobuf messages without a signature. */
const onnxStarts = new Set([0x08, 0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72, 0xa2, 0xca])

/** Returns why a file whose name ends in .onnx is no model, from its first bytes. */
export function onnxContentProblem(path: string, head: Uint8Array): string | null {
  if (onnxStarts.has(head[0]!)) return null
  const start = String.fromCharCode(...head)
  if (start.startsWith('PK'))
    return `${path} is a zip, not an ONNX model. Unzip it and choose the .onnx file in it. If it is a PyTorch model, export it to ONNX.`
  if (start.startsWith('version https://git-lfs'))
    return `${path} is only a pointer of Git LFS to the model. Download the model itself, for example with “git lfs pull”.`
  return `${path} is not an ONNX model, or it is damaged. Export the model to ONNX, or download the file again.`
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endBytes = 22
const entryBytes = 46

/** Returns the names of the files in a zip, from its last bytes. Null if these do not contain the whole list. */
export function zipNames(tail: Uint8Array): string[] | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  let end = tail.length - endBytes
  while (end >= 0 && view.getUint32(end, true) !== endMark) end--
  if (end < 0) return null
  const names: string[] = []
  let at = end - view.getUint32(end + 12, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at < 0 || at + entryBytes > end || view.getUint32(at, true) !== entryMark) return null
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    names.push(new TextDecoder().decode(tail.subarray(at + entryBytes, at + entryBytes + name!)))
    at += entryBytes + name! + extra! + comment!
  }
  return names.filter((path) => !path.endsWith('/') && !isSystemFile(path))
}
