import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readTable } from '../testing/read-table'
import { madeRelease, type ReleaseRows, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'
import { semanticVersion } from './croissant-file'

const scratch = scratchFolder()

const reference = z.strictObject({ '@id': z.string() })
const creator = z.strictObject({ '@type': z.enum(['sc:Organization', 'sc:Person']), name: z.string().min(1) })
const dataType = z.enum(['sc:Text', 'sc:Integer', 'sc:Float', 'sc:Boolean', 'cr:Label'])

/**
 * Requirements of version 1.0 by its specification at docs.mlcommons.org/croissant/docs/croissant-spec.html (required
 * properties of a dataset, FileObject, RecordSet, Field, DataSource) and the file formats that mlcroissant names.
 */
const croissant = z.strictObject({
  '@context': z.record(z.string(), z.unknown()),
  '@type': z.literal('sc:Dataset'),
  name: z.string().regex(/^[\w.-]+$/),
  conformsTo: z.tuple([
    z.literal('http://mlcommons.org/croissant/1.0'),
    z.literal('http://mlcommons.org/croissant/RAI/1.0'),
  ]),
  description: z.string().min(1),
  url: z.string().regex(/^[a-z]+:\S+$/),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .optional(),
  datePublished: z.iso.datetime(),
  creator: z.union([creator, z.array(creator).min(1)]),
  license: z.union([z.url(), z.strictObject({ '@type': z.literal('sc:CreativeWork'), name: z.string().min(1) })]),
  // Preferably BibTeX.
  citeAs: z.string().startsWith('@misc{'),
  isLiveDataset: z.boolean(),
  'rai:dataCollection': z.literal('Five candidates.'),
  'rai:dataLimitations': z.tuple([z.literal('Few images.'), z.literal('Few votes.')]),
  distribution: z.array(
    z.strictObject({
      '@type': z.literal('cr:FileObject'),
      '@id': z.string(),
      name: z.string(),
      description: z.string(),
      contentUrl: z.string(),
      contentSize: z.string().regex(/^\d+ B$/),
      encodingFormat: z.enum(['application/x-parquet', 'application/json', 'text/csv', 'application/jsonlines']),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  recordSet: z.array(
    z.strictObject({
      '@type': z.literal('cr:RecordSet'),
      '@id': z.string(),
      name: z.string(),
      description: z.string(),
      key: z.array(reference),
      field: z.array(
        z.strictObject({
          '@type': z.literal('cr:Field'),
          '@id': z.string(),
          name: z.string(),
          description: z.string(),
          dataType: z.union([dataType, z.array(dataType)]),
          repeated: z.literal(true).optional(),
          references: z.strictObject({ field: reference }).optional(),
          source: z.strictObject({ fileObject: reference, extract: z.strictObject({ column: z.string() }) }),
        }),
      ),
    }),
  ),
})

async function metadataOf(rows: ReleaseRows) {
  const { path } = await madeRelease(rows, scratch)('croissant')
  return croissant.parse(JSON.parse(readFileSync(path, 'utf8')))
}

describe('Croissant metadata', () => {
  it('has all required properties, and every term that it uses in its context', async () => {
    const metadata = await metadataOf(smallRelease())
    const ofSchemaOrg = ['name', 'description', 'url', 'version', 'datePublished', 'creator', 'license', 'distribution']
    const ofFiles = ['contentUrl', 'contentSize', 'encodingFormat', 'sha256']
    const known = new Set([...ofSchemaOrg, ...ofFiles, ...Object.keys(metadata['@context'])])
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit)
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          if (!key.startsWith('@') && !key.startsWith('rai:')) expect(known).toContain(key)
          visit(inner)
        }
    }
    const { '@context': context, ...said } = metadata
    visit(said)
    expect(context).toMatchObject({ '@vocab': 'https://schema.org/', cr: 'http://mlcommons.org/croissant/' })
    expect(context).toMatchObject({ recordSet: 'cr:recordSet', conformsTo: 'dct:conformsTo', citeAs: 'cr:citeAs' })
    expect(metadata).toMatchObject({ name: 'small-1', version: '1.0.0' })
  })

  it('gives the size and checksum of every file, and its columns with their types', async () => {
    const metadata = await metadataOf(smallRelease())
    const bytesOf = new Map<string, Buffer>()
    for (const file of metadata.distribution) {
      const bytes = readFileSync(scratch(file.contentUrl))
      bytesOf.set(file['@id'], bytes)
      expect(file.contentSize).toBe(`${bytes.length} B`)
      expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
    const arrow: Record<string, string> = {
      'sc:Text': 'Utf8',
      'sc:Integer': 'Int32',
      'sc:Float': 'Float64',
      'sc:Boolean': 'Bool',
    }
    for (const { field } of metadata.recordSet) {
      const { names, types } = readTable(bytesOf.get(field[0]!.source.fileObject['@id']) ?? Buffer.alloc(0))
      expect(field.map(({ source }) => source.extract.column)).toEqual(names)
      for (const { name, dataType: type, repeated } of field) {
        const simple = arrow[Array.isArray(type) ? type[0]! : type]
        expect([name, types[name]]).toEqual([name, repeated ? `List<${simple}>` : simple])
      }
    }
  })

  it('has unique names and only valid references', async () => {
    const { distribution, recordSet } = await metadataOf(smallRelease())
    const fields = recordSet.flatMap(({ field }) => field)
    const ids = [...distribution, ...recordSet, ...fields].map((one) => one['@id'])
    expect(new Set(ids).size).toBe(ids.length)
    const referred = [
      ...recordSet.flatMap(({ key }) => key),
      ...fields.flatMap(({ references, source }) => [source.fileObject, ...(references ? [references.field] : [])]),
    ]
    for (const one of referred) expect(ids).toContain(one['@id'])
  })

  it('says that a release was withdrawn, and gives its license', async () => {
    const head = {
      ...smallRelease().head,
      withdrawnBecause: 'Wrong labels.',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    }
    const { description, license } = await metadataOf({ ...smallRelease(), head })
    expect(description).toMatch(/^This release was withdrawn: Wrong labels\.\n\nThis release contains simulated votes/)
    expect(license).toBe('https://creativecommons.org/licenses/by/4.0/')
  })

  it('expands a version to three numbers if possible', () => {
    expect(['1', '1.2', '01.2.3', '2026-11', 'v1', '1.2.3.4'].map(semanticVersion)).toEqual([
      ...['1.0.0', '1.2.0', '1.2.3', null, null, null],
    ])
  })
})
