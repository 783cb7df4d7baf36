import { simulatedSentence, withdrawnSentence } from './data-card-file'
import { creatorOf, licenseOf } from './dataset-metadata'
import type { DescriptionFormat, FileBytes, ReleaseWriting } from './release-format'
import type { TableColumn } from './snapshot-table'
import { type ReleaseTable, typedTables } from './typed-tables'

// The context recommended by version 1.0: Croissant's own terms and how to read them.
const croissantTerms = [
  ...['citeAs', 'column', 'equivalentProperty', 'extract', 'field', 'fileProperty', 'fileObject', 'fileSet', 'format'],
  ...['includes', 'isLiveDataset', 'jsonPath', 'key', 'md5', 'parentField', 'path', 'recordSet', 'references', 'regex'],
  ...['repeated', 'replace', 'samplingRate', 'separator', 'source', 'subField', 'transform'],
]
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  dct: 'http://purl.org/dc/terms/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  sc: 'https://schema.org/',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  ...Object.fromEntries(croissantTerms.map((term) => [term, `cr:${term}`])),
}

const dataTypes = { text: 'sc:Text', int: 'sc:Integer', float: 'sc:Float', boolean: 'sc:Boolean' } as const

const tables: readonly { table: ReleaseTable; title: string; key: readonly string[] }[] = [
  { table: 'labels', title: 'One record per image, with its original and reassessed labels.', key: ['image'] },
  { table: 'candidates', title: 'One record per candidate, with its score.', key: ['image', 'class_index'] },
  { table: 'votes', title: 'One record per vote.', key: ['image', 'class_index', 'rater'] },
  { table: 'classes', title: 'One record per class.', key: ['class_index'] },
]

/** Columns that refer to a record of another table. */
const references: Record<string, string> = {
  'candidates/image': 'labels/image',
  'candidates/class_index': 'classes/class_index',
  'votes/image': 'labels/image',
  'votes/class_index': 'classes/class_index',
}

type TableFile = Awaited<ReturnType<ReleaseWriting['fileOf']>>

const fileObject = ({ fileName, mediaType, about, byteSize, sha256 }: TableFile) => ({
  '@type': 'cr:FileObject',
  '@id': fileName,
  name: fileName,
  description: about,
  contentUrl: fileName,
  contentSize: `${byteSize} B`,
  // Croissant readers know Parquet only by this media type.
  encodingFormat: fileName.endsWith('.parquet') ? 'application/x-parquet' : mediaType,
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

/** Croissant requires three numbers. A release with another version has it only in its name. */
export function semanticVersion(version: string): string | null {
  const numbers = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version)
  return numbers && [numbers[1], numbers[2] ?? '0', numbers[3] ?? '0'].map(Number).join('.')
}

/**
 * Croissant 1.0 metadata of a release: its tables as Parquet files in the same folder, with sizes and checksums, and how
 * its labels were made, in the terms of Croissant RAI 1.0.
 */
async function* metadata({ snapshot: { head }, fileOf }: ReleaseWriting): FileBytes {
  const files: TableFile[] = []
  for (const { table } of tables) files.push(await fileOf(`${table}-parquet`))
  const distribution = [...files, await fileOf('real-json')].map(fileObject)
  const description = [
    head.withdrawnBecause === null ? null : withdrawnSentence(head.withdrawnBecause),
    head.hasSimulated ? simulatedSentence : null,
    head.description,
  ]
  const version = semanticVersion(head.version)
  const described = {
    '@context': context,
    '@type': 'sc:Dataset',
    name: `${head.project}-${head.version}`,
    conformsTo: ['http://mlcommons.org/croissant/1.0', 'http://mlcommons.org/croissant/RAI/1.0'],
    description: description.filter((part) => part !== null && part !== '').join('\n\n'),
    // The server may not be reachable from elsewhere, so the checksum identifies the release.
    url: `urn:sha256:${head.contentHash}`,
    ...(version === null ? {} : { version }),
    datePublished: head.publishedAt,
    creator: creatorOf(head.authors, head.projectName, 'sc:'),
    license: licenseOf(head.license, 'sc:'),
    // As recommended by version 1.0.
    citeAs: head.bibtex,
    isLiveDataset: false,
    ...Object.fromEntries(Object.entries(head.statements).map(([name, said]) => [`rai:${name}`, said])),
    distribution,
    recordSet: tables.map(({ table, title, key }, k) => ({
      '@type': 'cr:RecordSet',
      '@id': table,
      name: table,
      description: title,
      key: key.map((name) => ({ '@id': `${table}/${name}` })),
      field: typedTables[table].columns.map((column) => field(table, column, files[k]!.fileName)),
    })),
  }
  yield Buffer.from(`${JSON.stringify(described, null, 2)}\n`, 'utf8')
}

export const croissantFile: DescriptionFormat = {
  suffix: 'croissant.json',
  group: 'tool',
  title: 'Croissant metadata',
  mediaType: 'application/ld+json',
  about: 'Machine-readable description of the tables, with sizes and checksums of the files.',
  describesRelease: true,
  revision: 2,
  write: metadata,
}
