import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { tableFromArrays, tableToIPC } from 'apache-arrow'
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'
import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { compressorsWithin, openParquetAnswers } from './parquet-answers'

const scratch = scratchFolder()

/** Parquet with answers, in groups of this many rows; `claimed` is the number of rows according to its footer. */
function answersFile({ rows, rowGroupSize, claimed = rows }: { rows: number; rowGroupSize: number; claimed?: number }) {
  const bytes = new ByteWriter()
  const schema = ['image', 'class'].map((name) => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8' }) as const)
  const writer = new ParquetWriter({ writer: bytes, schema: [{ name: 'root', num_children: 2 }, ...schema] })
  const dataOf = (name: string) => Array.from({ length: rows }, (_, row) => `${name} ${row}`)
  writer.write({ columnData: schema.map(({ name }) => ({ name, data: dataOf(name) })), rowGroupSize })
  writer.num_rows = BigInt(claimed)
  writer.finish()
  return scratch('answers.parquet', new Uint8Array(bytes.getBuffer()))
}

async function countAnswers(file: string) {
  let count = 0
  for await (const _ of (await openParquetAnswers(file, {})).answers) count++
  return count
}

test('refuses a Parquet file that claims more rows than it has, instead of reading forever', async () => {
  const file = answersFile({ rows: 3, rowGroupSize: 2, claimed: 1e15 })
  await expect(countAnswers(file)).rejects.toThrow('only 3 of the 1000000000000000 rows that it claims to have')
})

test.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4_RAW'] as const)(
  'reads Parquet written by another implementation with the compression %s',
  async (codec) => {
    const image = Array.from({ length: 1_000 }, (_, k) => `image-${k}.jpg`)
    const table = tableFromArrays({ image, class: image.map(() => 'tabby') })
    const properties = new WriterPropertiesBuilder().setCompression(Compression[codec]).build()
    const bytes = writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')), properties)
    const read: string[] = []
    for await (const one of (await openParquetAnswers(scratch(`${codec}.parquet`, bytes), {})).answers)
      read.push(`${one.image} ${one.label}`)
    expect(read).toEqual(image.map((name) => `${name} tabby`))
  },
)

/** Parquet as `to_parquet` of Hugging Face `datasets` 5.2 writes it: pictures with their paths, and class names as metadata. */
function hubFile(labels: unknown[], feature: object) {
  const isList = Array.isArray(labels[0])
  const features = { image: { _type: 'Image' }, label: feature }
  const image = labels.map((_, k) => ({ bytes: new Uint8Array([255, k]), path: `${k}.jpg` }))
  const bytes = parquetWriteBuffer({
    schema: [
      { name: 'schema', num_children: 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ...(isList
        ? ([
            { name: 'label', num_children: 1, repetition_type: 'OPTIONAL', converted_type: 'LIST' },
            { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
            { name: 'element', type: 'INT64', repetition_type: 'OPTIONAL' },
          ] as const)
        : ([{ name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' }] as const)),
    ],
    columnData: [
      { name: 'image', data: image },
      { name: 'label', data: labels },
    ],
    rowGroupSize: 2,
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
  })
  return scratch('hub.parquet', new Uint8Array(bytes))
}

const classLabel = { names: ['tench', 'goldfish', 'tabby'], _type: 'ClassLabel' }

test('reads classes of Hugging Face datasets by the names in the file, not as class indices of the project', async () => {
  const read = async (labels: unknown[], feature: object = classLabel) => {
    const found: string[] = []
    for await (const one of (await openParquetAnswers(hubFile(labels, feature), {})).answers)
      found.push(`${one.image} ${one.label} ${one.labelKind}`)
    return found
  }
  expect(await read([2n, 0n, 1n])).toEqual(['0.jpg tabby name', '1.jpg tench name', '2.jpg goldfish name'])
  const lists = [[2n, 0n], [], [1n]]
  const expected = ['0.jpg tabby name', '0.jpg tench name', '1.jpg null name', '2.jpg goldfish name']
  expect(await read(lists, { feature: classLabel, _type: 'List' })).toEqual(expected)
  // Datasets without labels have −1.
  await expect(read([0n, -1n])).rejects.toThrow(
    'row 2, field "label": expected a number from 0 to 2, the positions of the class names in the file, found -1.',
  )
})

test.skipIf(process.platform !== 'linux')(
  'opens a Parquet file of thousands of row groups once at a time',
  async () => {
    const file = answersFile({ rows: 1_000, rowGroupSize: 1 })
    const openFiles = () => readdirSync('/proc/self/fd').length
    const before = openFiles()
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, openFiles())
    })
    expect(await countAnswers(file)).toBe(1_000)
    clearInterval(watch)
    expect(most - before).toBeLessThan(50)
  },
)

test('stops unpacking pages before they fill the memory, however small the file is', () => {
  const packed = gzipSync(new Uint8Array(1_000))
  const { GZIP, ZSTD } = compressorsWithin(2_500)
  expect(GZIP!(packed, 1_000)).toHaveLength(1_000)
  expect(GZIP!(packed, 1_000)).toHaveLength(1_000)
  expect(() => GZIP!(packed, 1_000)).toThrow('in one row group')
  expect(() => ZSTD!(packed, 2 ** 31)).toThrow('in one row group')
})
