import { expect, test } from 'vitest'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readOnnxSettings } from './onnx-settings'

const scratch = scratchFolder()
const read = (preprocessor: object, config?: object) =>
  readOnnxSettings(
    scratch('preprocessor_config.json', JSON.stringify(preprocessor)),
    config ? scratch('config.json', JSON.stringify(config)) : null,
  )
const whole = { size: { height: 192, width: 224 } }

test('reads settings as Hugging Face writes them', async () => {
  const preprocessor = {
    ...{ do_resize: true, size: { shortest_edge: 256 }, resample: 3 },
    ...{ do_center_crop: true, crop_size: { height: 224, width: 224 } },
    ...{ do_rescale: true, rescale_factor: 0.5, do_normalize: true, image_mean: [1, 2, 3], image_std: [4, 5, 6] },
    image_processor_type: 'ViTImageProcessor',
  }
  expect(await read(preprocessor, { id2label: { 0: 'Background', 1: 'tench, Tinca tinca' } })).toEqual({
    picture: { resize: { shortest: 256 }, crop: { width: 224, height: 224 }, kernel: 'cubic' },
    input: { width: 224, height: 224 },
    ...{ factor: 0.5, mean: [1, 2, 3], std: [4, 5, 6], channelOrder: 'RGB' },
    ...{ outputName: null, outputKind: null, offset: 1 },
    labels: new Map([
      [0, 'Background'],
      [1, 'tench, Tinca tinca'],
    ]),
  })
})

test('applies the defaults of Hugging Face, and reads sizes as single numbers', async () => {
  expect(await read(whole)).toMatchObject({
    picture: { resize: { width: 224, height: 192 }, crop: null, kernel: 'linear' },
    ...{
      input: { width: 224, height: 192 },
      factor: 1 / 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      offset: 0,
      labels: null,
    },
  })
  expect(await read({ size: 128 })).toMatchObject({ picture: { resize: { width: 128, height: 128 }, crop: null } })
  expect(await read({ size: 256, do_center_crop: true, crop_size: 224 })).toMatchObject({
    picture: { resize: { shortest: 256 }, crop: { width: 224, height: 224 } },
  })
  const off = { do_rescale: false, do_normalize: false, image_mean: [9, 9, 9], image_std: [9, 9, 9] }
  expect(await read({ ...whole, ...off })).toMatchObject({ factor: 1, mean: [0, 0, 0], std: [1, 1, 1] })
})

test('reads what single processors of Hugging Face add', async () => {
  const crop = { width: 224, height: 224 }
  expect(await read({ size: { shortest_edge: 224 }, crop_pct: 0.875 })).toMatchObject({
    ...{ picture: { resize: { shortest: 256 }, crop }, input: crop },
  })
  expect(await read({ size: 224, crop_pct: 0.9, do_center_crop: true, crop_size: 224 })).toMatchObject({
    picture: { resize: { shortest: 248 }, crop },
  })
  expect(await read({ size: 384, crop_pct: 0.95 })).toMatchObject({
    picture: { resize: { width: 384, height: 384 }, crop: null },
  })
  expect(await read({ ...whole, do_flip_channel_order: true })).toMatchObject({ channelOrder: 'BGR' })
  const normalized = { image_mean: [1, 1, 1], image_std: [0.5, 2, 3], include_top: true }
  expect(await read({ ...whole, ...normalized })).toMatchObject({ mean: [1, 1, 1], std: [0.25, 4, 9] })
  const nulls = { do_center_crop: null, crop_size: null, do_normalize: null, image_mean: null, resample: null }
  expect(await read({ ...whole, ...nulls })).toEqual(await read(whole))
})

test('takes names such as LABEL_0 for no names', async () => {
  const labelsIn = async (id2label: object) => (await read(whole, { id2label })).labels
  expect(await labelsIn({ 0: 'LABEL_0', 1: 'LABEL_1' })).toBeNull()
  expect(await labelsIn({})).toBeNull()
  expect(await labelsIn({ 0: 'LABEL_1', 1: 'LABEL_0' })).not.toBeNull()
})

test.each([
  [{}, 'field "size" | height and width, or shortest_edge | nothing'],
  [{ size: { longest_edge: 9 } }, 'field "size" | height and width, or shortest_edge | {"longest_edge":9}'],
  [{ size: { shortest_edge: 4_096 } }, 'field "size.shortest_edge" | at most 2,048 | 4096'],
  [{ ...whole, resample: 4 }, 'field "resample" | one of: 0, 1, 2, 3 | 4'],
  [{ ...whole, image_mean: [1] }, 'field "image_mean" | at least 3 elements | [1]'],
  [{ ...whole, image_std: [1, 0, 1] }, 'field "image_std.1" | more than 0 | 0'],
  [{ ...whole, image_mean: [1, 1, 1] }, 'field "image_std" | three numbers, since images are normalized | nothing'],
  [{ ...whole, do_normalize: true }, 'field "image_mean" | three numbers, since images are normalized | nothing'],
  [{ ...whole, id2label: { first: 'red' } }, 'field "id2label.first" | the name of each output by its number | "red"'],
  [{ ...whole, rescale_offset: true }, 'field "rescale_offset" | false | true'],
  [{ ...whole, rescale_factor: 0 }, 'field "rescale_factor" | more than 0 | 0'],
  [{ ...whole, do_resize: false }, 'field "do_resize" | true | false'],
  [{ ...whole, do_center_crop: true }, 'field "crop_size" | height and width, since do_center_crop is true | nothing'],
  [{ ...whole, do_center_crop: true, crop_size: 200 }, 'field "crop_size" | at most 224 by 192, as in size | 200'],
  [{ size: { shortest_edge: 9 } }, 'field "do_center_crop" | true, since size has only the shortest edge | false'],
])('refuses %j with the field', async (preprocessor, refusal) => {
  expect(await refusalOf(read(preprocessor), 'preprocessor_config.json')).toBe(refusal)
})
