import type { OnnxSettings } from './onnx-settings'

/** A model's input as the model itself declares it. */
export interface OnnxInput {
  name: string
  type: string
  /** Numbers, or names of dimensions of any length. */
  shape: readonly (number | string)[]
}

export interface InputTensor {
  type: 'float32' | 'uint8'
  dims: number[]
  data: Float32Array | Uint8Array
}

/** Where the channels are: first (NCHW), last (NHWC), or null if the input takes no RGB pictures. */
export function layoutOf({ shape }: OnnxInput): 'first' | 'last' | null {
  if (shape.length !== 4) return null
  if (shape[1] === 3) return 'first'
  if (shape[3] === 3) return 'last'
  // With names alone, the usual order.
  return shape.slice(1).every((length) => typeof length === 'string') ? 'first' : null
}

/** Prepares a picture, RGB samples by row with three bytes per pixel, for a batch of one. */
export function inputTensor(
  samples: Uint8Array,
  { input: { width, height }, factor, mean, std, channelOrder }: OnnxSettings,
  model: OnnxInput,
): InputTensor {
  const isFirst = layoutOf(model) === 'first'
  const type = model.type === 'uint8' ? 'uint8' : 'float32'
  const pixels = width * height
  const data = type === 'uint8' ? new Uint8Array(3 * pixels) : new Float32Array(3 * pixels)
  for (let channel = 0; channel < 3; channel++) {
    const from = channelOrder === 'RGB' ? channel : 2 - channel
    const scale = factor / std[channel]!
    const shift = mean[channel]! / std[channel]!
    for (let pixel = 0; pixel < pixels; pixel++)
      data[isFirst ? channel * pixels + pixel : 3 * pixel + channel] = samples[3 * pixel + from]! * scale - shift
  }
  return { type, dims: isFirst ? [1, 3, height, width] : [1, height, width, 3], data }
}
