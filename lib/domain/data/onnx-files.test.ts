import { expect, test } from 'vitest'
import { isOnnxModel, onnxPaths, onnxProblem } from './onnx-files'

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
