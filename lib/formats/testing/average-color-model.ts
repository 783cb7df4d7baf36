// A model small enough to be written by hand, in the format of an .onnx file: Protocol Buffers as in onnx.proto.

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

const float = 1

const declared = (name: string, shape: readonly (number | string)[]) => {
  const dims = shape.map((length): Field => [1, message(typeof length === 'number' ? [1, length] : [2, length])])
  return message([1, name], [2, message([1, message([1, float], [2, message(...dims)])])])
}

const node = (type: string, input: string, output: string): Field => [1, message([1, input], [2, output], [4, type])]

/** An ONNX model whose three outputs are the average red, green and blue of its input, NCHW with this side. */
export const averageColorModel = (side: number): Uint8Array =>
  message(
    [1, 7],
    [8, message([1, ''], [2, 13])],
    [
      7,
      message(
        node('GlobalAveragePool', 'pixel_values', 'averages'),
        node('Flatten', 'averages', 'logits'),
        [2, 'average-color'],
        [11, declared('pixel_values', ['batch', 3, side, side])],
        [12, declared('logits', ['batch', 3])],
      ),
    ],
  )

/** Hugging Face's settings for it: images are scaled to 0 to 1. */
export const averageColorSettings = (side: number) => ({
  do_resize: true,
  size: { height: side, width: side },
  resample: 2,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
})
