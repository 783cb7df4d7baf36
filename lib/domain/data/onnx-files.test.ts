import { expect, test } from 'vitest'
import { isOnnxModel, onnxContentProblem, onnxPaths, onnxProblem, zipNames } from './onnx-files'

test('tells a model to run from data to import', () => {
  const usual = ['net/README.md', 'net/config.json', 'net/preprocessor_config.json', 'net/onnx/model.onnx']
  expect(isOnnxModel(usual)).toBe(true)
  expect(isOnnxModel(['model.onnx'])).toBe(true)
  expect(isOnnxModel(['net/config.json'])).toBe(false)
  for (const data of ['photos/1.jpg', 'photos/1.heic', 'labels.csv', 'scores.npz', 'photos.zip'])
    expect(isOnnxModel([...usual, data]), data).toBe(false)
})

test('finds the plain model among several and the files beside it', () => {
  const quantized = 'net/onnx/model_int8.onnx'
  const paths = [quantized, 'net/onnx/model.onnx', 'net/config.json', 'net/preprocessor_config.json']
  const found = {
    model: 'net/onnx/model.onnx',
    preprocessor: 'net/preprocessor_config.json',
    config: 'net/config.json',
  }
  expect(onnxPaths(paths)).toEqual(found)
  expect(onnxPaths(['a.onnx', 'preprocessor.json'])).toMatchObject({ model: 'a.onnx', config: null })
})

test('names what is missing or too many', () => {
  expect(onnxProblem(['photo.jpg'])).toMatch(/^There is no .onnx file/)
  expect(onnxProblem(['a.onnx', 'b.onnx', 'preprocessor.json'])).toBe(
    'There are 2 .onnx files: a.onnx, b.onnx. Keep only one.',
  )
  expect(onnxProblem(['a.onnx', 'config.json'])).toMatch(/^A file is missing that says how/)
  expect(onnxProblem(['a.onnx', 'preprocessor.json', 'b/preprocessor_config.json'])).toMatch(
    /: preprocessor.json, b\/preprocessor_config.json. Keep only one.$/,
  )
  expect(onnxProblem(['a.onnx', 'preprocessor.json'])).toBeNull()
  expect(onnxProblem(['a.zip'])).toBeNull()
  expect(onnxProblem(['a.zip', 'preprocessor.json'])).toMatch(/^There is no .onnx file/)
})

const bytes = (text: string) => new TextEncoder().encode(text)

test('tells a model from other files by the first bytes', () => {
  // The version of the format, or the name of the tool that wrote it.
  for (const start of [
    [0x08, 0x07, 0x12],
    [0x12, 0x07],
  ])
    expect(onnxContentProblem('a.onnx', Uint8Array.from(start))).toBeNull()
  expect(onnxContentProblem('a.onnx', bytes('PK\x03\x04'))).toMatch(/^a\.onnx is a zip, not an ONNX model\. Unzip it/)
  expect(onnxContentProblem('a.onnx', bytes('version https://git-lfs.github.com/spec/v1\n'))).toMatch(/git lfs pull/)
  for (const other of ['', '<!DOCTYPE html>', '\x89HDF', '{"a":1}'])
    expect(onnxContentProblem('a.onnx', bytes(other)), other).toMatch(/^a\.onnx is not an ONNX model, or it is damaged/)
})

/** The end of a zip: its list of files, as far as their names are read. */
function endOfZip(names: string[], comment = '') {
  const entries = names.map((name) => {
    const entry = new Uint8Array(46 + name.length)
    const view = new DataView(entry.buffer)
    view.setUint32(0, 0x02014b50, true)
    view.setUint16(28, name.length, true)
    entry.set(bytes(name), 46)
    return entry
  })
  const end = new Uint8Array(22 + comment.length)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(10, names.length, true)
  view.setUint32(
    12,
    entries.reduce((sum, { length }) => sum + length, 0),
    true,
  )
  end.set(bytes(comment), 22)
  return Uint8Array.from([...entries, end].flatMap((part) => [...part]))
}

test('lists the files of a zip by its end, without folders and what systems leave there', () => {
  const names = ['net/', 'net/model.onnx', 'net/preprocessor.json', '__MACOSX/net/._model.onnx']
  const tail = endOfZip(names, 'made by hand')
  expect(zipNames(tail)).toEqual(['net/model.onnx', 'net/preprocessor.json'])
  expect(zipNames(Uint8Array.from([1, 2, 3, ...tail]))).toEqual(['net/model.onnx', 'net/preprocessor.json'])
  expect(zipNames(endOfZip([]))).toEqual([])
  expect(zipNames(tail.subarray(60))).toBeNull()
  expect(zipNames(bytes('not a zip at all, but longer than its end'))).toBeNull()
})
