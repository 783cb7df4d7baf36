import { type ReleaseFormatKey, releaseFileName, releaseFormats } from '../release-formats'
import { withdrawnSentence } from './huggingface-file'
import { type ReleaseTable, type TableColumn, tableColumns } from './parquet-files'
import type { FileBytes, MadeFile, ReleaseWriting } from './release-writing'

// Which terms are Croissant's own and how they are to be read: the context that the format's version 1.0 recommends.
const croissantTerms = [
  ...['citeAs', 'column', 'extract', 'field', 'fileProperty', 'fileObject', 'fileSet', 'format', 'includes'],
  ...['isLiveDataset', 'jsonPath', 'key', 'md5', 'parentField', 'path', 'recordSet', 'references', 'regex', 'repeated'],
  ...['replace', 'separator', 'source', 'subField', 'transform'],
]
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  dct: 'http://purl.org/dc/terms/',
  sc: 'https://schema.org/',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  ...Object.fromEntries(croissantTerms.map((term) => [term, `cr:${term}`])),
}

const dataTypes = { text: 'sc:Text', int: 'sc:Integer', float: 'sc:Float', boolean: 'sc:Boolean' } as const

const tables: readonly { table: ReleaseTable; title: string; key: readonly string[] }[] = [
  { table: 'labels', title: 'One record an image, with its original and its reassessed labels.', key: ['image'] },
  { table: 'candidates', title: 'One record a proposed label, with its score.', key: ['image', 'class_index'] },
  { table: 'votes', title: 'One record a vote.', key: ['image', 'class_index', 'rater'] },
  { table: 'classes', title: 'One record a class.', key: ['class_index'] },
]

/** Columns that name a record of another table. */
const references: Record<string, string> = {
  'candidates/image': 'labels/image',
  'candidates/class_index': 'classes/class_index',
  'votes/image': 'labels/image',
  'votes/class_index': 'classes/class_index',
}

/** Readers of the format know Parquet under this name alone. */
const encodingOf = (format: ReleaseFormatKey) =>
  format.endsWith('-parquet') ? 'application/x-parquet' : releaseFormats[format].mediaType

const fileObject = (name: string, format: ReleaseFormatKey, { byteSize, sha256 }: MadeFile) => ({
  '@type': 'cr:FileObject',
  '@id': name,
  name,
  description: releaseFormats[format].about,
  contentUrl: name,
  contentSize: `${byteSize} B`,
  encodingFormat: encodingOf(format),
  sha256,
})

function field(table: ReleaseTable, { name, type, isList, about }: TableColumn, file: string) {
  const id = `${table}/${name}`
  const isLabel = id === 'labels/label_indices' || id === 'labels/label_names'
  return {
    '@type': 'cr:Field',
    '@id': id,
    name,
    description: about,
    dataType: isLabel ? [dataTypes[type], 'cr:Label'] : dataTypes[type],
    ...(isList ? { repeated: true } : {}),
    ...(references[id] ? { references: { field: { '@id': references[id] } } } : {}),
    source: { fileObject: { '@id': file }, extract: { column: name } },
  }
}

/** Croissant asks for three numbers; a release may be called otherwise, and then says its version in its name alone. */
export function semanticVersion(version: string): string | null {
  const numbers = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version)
  return numbers && [numbers[1], numbers[2] ?? '0', numbers[3] ?? '0'].map(Number).join('.')
}

/** A licence has to stand there: its address, or a work with a name. */
const licenseOf = (license: string) =>
  /^https?:\/\/\S+$/.test(license)
    ? license
    : { '@type': 'sc:CreativeWork', name: license === '' ? 'Not stated: ask whoever published it.' : license }

/** Croissant 1.0 metadata of a release: its tables as Parquet beside this file, with their sizes and checksums. */
export async function* croissantFile({ release: { head }, fileOf }: ReleaseWriting): FileBytes {
  const nameOf = (format: ReleaseFormatKey) => releaseFileName(head.project, head.version, format)
  const distribution = []
  for (const format of [...tables.map(({ table }) => `${table}-parquet` as const), 'real-json'] as const)
    distribution.push(fileObject(nameOf(format), format, await fileOf(format)))
  const description = [
    head.withdrawnBecause === null ? null : withdrawnSentence(head.withdrawnBecause),
    head.hasSimulated ? 'Some of the votes or golden answers are simulated.' : null,
    head.description,
  ]
  const version = semanticVersion(head.version)
  const metadata = {
    '@context': context,
    '@type': 'sc:Dataset',
    name: `${head.project}-${head.version}`,
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    description: description.filter((part) => part !== null && part !== '').join('\n\n'),
    // A server need not be reachable from elsewhere: what names the release everywhere is its checksum.
    url: `urn:sha256:${head.contentHash}`,
    ...(version === null ? {} : { version }),
    datePublished: head.publishedAt,
    creator: { '@type': 'sc:Organization', name: head.projectName },
    license: licenseOf(head.license),
    citeAs: head.citation,
    isLiveDataset: false,
    distribution,
    recordSet: tables.map(({ table, title, key }) => ({
      '@type': 'cr:RecordSet',
      '@id': table,
      name: table,
      description: title,
      key: key.map((name) => ({ '@id': `${table}/${name}` })),
      field: tableColumns[table].map((column) => field(table, column, nameOf(`${table}-parquet`))),
    })),
  }
  yield Buffer.from(`${JSON.stringify(metadata, null, 2)}\n`, 'utf8')
}
