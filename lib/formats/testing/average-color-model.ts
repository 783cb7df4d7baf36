// Models small enough to be written by hand, in the format of an .onnx file: Protocol Buffers as in onnx.proto.

type Field = readonly [number: number, value: number | string | Uint8Array]

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

/** A message of fields, each with its number: whole numbers, texts, or messages. */
function message(...fields: Field[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [...varint(number << 3), ...varint(value)]
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
      return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes]
    }),
  )
}

const types = { float: 1, int64: 7, bool: 9 }

const declared = (name: string, shape: readonly (number | string)[], type: keyof typeof types = 'float') => {
  const dims = shape.map((length): Field => [1, message(typeof length === 'number' ? [1, length] : [2, length])])
  return message([1, name], [2, message([1, message([1, types[type]], [2, message(...dims)])])])
}

const node = (type: string, inputs: readonly string[], output: string, ...attributes: Field[]): Field => [
  1,
  message(...inputs.map((input): Field => [1, input]), [2, output], [4, type], ...attributes),
]

const model = (...graph: Field[]): Uint8Array => message([1, 7], [8, message([1, ''], [2, 13])], [7, message(...graph)])

const input = (side: number): Field => [11, declared('pixel_values', ['batch', 3, side, side])]
const averages = node('GlobalAveragePool', ['pixel_values'], 'averages')

/** An ONNX model whose three outputs are the average red, green and blue of its input, NCHW with this side. */
export const averageColorModel = (side: number): Uint8Array =>
  model(averages, node('Flatten', ['averages'], 'logits'), [2, 'average-color'], input(side), [
    12,
    declared('logits', ['batch', 3]),
  ])

/** A model whose output is its input: a number for each pixel. */
export const pixelModel = (side: number): Uint8Array =>
  model(node('Identity', ['pixel_values'], 'logits'), [2, 'pixels'], input(side), [
    12,
    declared('logits', ['batch', 3, side, side]),
  ])

/** A model whose weights are in a second file. */
export const splitModel = (side: number): Uint8Array =>
  model(
    averages,
    node('Add', ['averages', 'weights'], 'logits'),
    [2, 'split'],
    [5, message([1, 1], [2, types.float], [8, 'weights'], [13, message([1, 'location'], [2, '/etc/passwd'])], [14, 1])],
    input(side),
    [12, declared('logits', ['batch', 3, 1, 1])],
  )

/** A model that can be loaded, but whose computation never ends. */
export function endlessModel(side: number): Uint8Array {
  const body = message(
    node('Identity', ['again'], 'once more'),
    node('Identity', ['value'], 'same value'),
    [2, 'body'],
    [11, declared('turn', [], 'int64')],
    [11, declared('again', [], 'bool')],
    [11, declared('value', ['batch', 3, 1, 1])],
    [12, declared('once more', [], 'bool')],
    [12, declared('same value', ['batch', 3, 1, 1])],
  )
  return model(
    averages,
    node('Loop', ['', 'always', 'averages'], 'logits', [5, message([1, 'body'], [6, body], [20, 5])]),
    [2, 'endless'],
    [5, message([2, types.bool], [5, Uint8Array.of(1)], [8, 'always'])],
    input(side),
    [12, declared('logits', ['batch', 3, 1, 1])],
  )
}

/** Hugging Face's settings for it: images are scaled to 0 to 1. */
export const averageColorSettings = (side: number) => ({
  do_resize: true,
  size: { height: side, width: side },
  resample: 2,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
})
