import { expect, test } from 'vitest'
import type { OnnxSettings } from './onnx-settings'
import { inputTensor, layoutOf } from './onnx-tensor'

const settings = (change: Partial<OnnxSettings> = {}): OnnxSettings => ({
  picture: { resize: { width: 2, height: 1 }, crop: null, kernel: 'linear' },
  ...{ input: { width: 2, height: 1 }, factor: 1, mean: [0, 0, 0], std: [1, 1, 1], channelOrder: 'RGB' },
  ...{ outputName: null, outputKind: 'logits', offset: 0, labels: null },
  ...change,
})
const model = (shape: (number | string)[], type = 'float32') => ({ name: 'pixels', type, shape })
const samples = Uint8Array.of(0, 51, 102, 153, 204, 255)

test('puts the channels where the model expects them', () => {
  expect(inputTensor(samples, settings(), model(['batch', 3, 1, 2]))).toEqual({
    ...{ type: 'float32', dims: [1, 3, 1, 2], data: Float32Array.of(0, 153, 51, 204, 102, 255) },
  })
  expect(inputTensor(samples, settings(), model(['batch', 1, 2, 3], 'uint8'))).toEqual({
    ...{ type: 'uint8', dims: [1, 1, 2, 3], data: samples },
  })
})

test('rescales, normalizes by channel, and reverses the channels for BGR', () => {
  const scaled = settings({ factor: 1 / 255, mean: [0, 0.2, 0.4], std: [1, 0.5, 0.25] })
  const { data } = inputTensor(samples, scaled, model([1, 3, 1, 2]))
  const expected = [0, 0.6, 0, 1.2, 0, 2.4]
  for (const [at, value] of expected.entries()) expect(data[at]).toBeCloseTo(value, 6)
  const reversed = inputTensor(samples, settings({ channelOrder: 'BGR' }), model([1, 3, 1, 2]))
  expect(reversed.data).toEqual(Float32Array.of(102, 255, 51, 204, 0, 153))
})

test('recognizes the layout of an input by its channels', () => {
  const layouts = [
    ...[
      ['batch', 3, 224, 224],
      ['n', 'channels', 'height', 'width'],
      [1, 224, 224, 3],
    ],
    ...[
      ['batch', 1, 224, 224],
      ['batch', 3],
    ],
  ].map((shape) => layoutOf(model(shape)))
  expect(layouts).toEqual(['first', 'first', 'last', null, null])
})
