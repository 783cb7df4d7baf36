import { execFileSync } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openPromise } from 'yauzl'
import { z } from 'zod'
import { readTable } from '../testing/read-table'
import { madeRelease, type ReleaseRows, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'

const scratch = scratchFolder()

/**
 * What the head of a README tells `load_dataset`, from huggingface.co/docs/datasets/repository_structure and
 * /docs/hub/datasets-manual-configuration, and how `datasets` reads `features` (Features._from_yaml_list).
 */
const feature = z.union([
  z.strictObject({ name: z.string(), dtype: z.enum(['string', 'int32', 'float64', 'bool']) }),
  z.strictObject({ name: z.string(), sequence: z.enum(['string', 'int32']) }),
])
const settings = z.strictObject({
  pretty_name: z.string(),
  license: z.enum(['cc-by-4.0', 'other']).optional(),
  task_categories: z.array(z.literal('image-classification')),
  configs: z.array(
    z.strictObject({
      config_name: z.string().regex(/^\w+$/),
      default: z.literal(true).optional(),
      data_files: z.array(z.strictObject({ split: z.string().regex(/^\w+$/), path: z.string() })),
    }),
  ),
  dataset_info: z.array(z.strictObject({ config_name: z.string(), features: z.array(feature) })),
})

/** The Arrow type that `datasets` expects of a column. */
const arrowTypes: Record<string, string> = { string: 'Utf8', int32: 'Int32', float64: 'Float64', bool: 'Bool' }

async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  const files = new Map<string, Buffer>()
  try {
    for await (const entry of zip.eachEntry())
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  } finally {
    zip.close()
  }
  return files
}

async function folderOf(rows: ReleaseRows) {
  const { path } = await madeRelease(rows, scratch)('huggingface')
  const files = await unzipped(path)
  const readme = files.get('small-1-huggingface/README.md')?.toString('utf8') ?? ''
  const [, head, text] = readme.split(/^---$/m)
  return { files, head: head!, text }
}

describe('the folder for Hugging Face', () => {
  it('declares the location and types of each table as in the Parquet files', async () => {
    const { files, head } = await folderOf(smallRelease())
    // Python reads YAML 1.1, in which a bare “no” is false.
    const { configs, dataset_info } = settings.parse(parse(head, { version: '1.1' }))
    expect(configs.map(({ config_name }) => config_name)).toEqual(['labels', 'candidates', 'votes', 'classes'])
    expect(configs.filter((config) => config.default)).toHaveLength(1)
    for (const [k, { config_name, data_files }] of configs.entries()) {
      const bytes = files.get(`small-1-huggingface/${data_files[0]!.path}`)
      const { names, types } = readTable(bytes ?? Buffer.alloc(0))
      expect(dataset_info[k]!.config_name).toBe(config_name)
      expect(dataset_info[k]!.features.map(({ name }) => name)).toEqual(names)
      for (const one of dataset_info[k]!.features) {
        const wanted = 'dtype' in one ? arrowTypes[one.dtype] : `List<${arrowTypes[one.sequence]}>`
        expect([one.name, types[one.name]]).toEqual([one.name, wanted])
      }
    }
    expect(files.get('small-1-huggingface/CITATION.cff')?.toString('utf8')).toContain('cff-version')
    expect(files.size).toBe(6)
  })

  it("gives the same names in Python's YAML, if available", async () => {
    const { head } = await folderOf(smallRelease())
    const script = 'import sys, json, yaml\nprint(json.dumps(yaml.safe_load(sys.stdin.read())))'
    let printed: string
    try {
      printed = execFileSync('python3', ['-c', script], {
        input: head,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'pipe'],
      })
    } catch {
      console.info('Skipped: reading with Python needs python3 with yaml.')
      return
    }
    expect(settings.parse(JSON.parse(printed))).toEqual(settings.parse(parse(head)))
  })

  it('tells readers what it is, what is simulated, how to cite it, and that it was withdrawn', async () => {
    const { text } = await folderOf(smallRelease())
    for (const part of [
      'A "small" project, release 1',
      'simulated',
      '## Contents\n\n- **Images:** 4',
      'A small project, release 1.',
      'does not contain the image files',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('withdrawn')
    const head = { ...smallRelease().head, withdrawnBecause: 'Wrong labels.' }
    const after = await folderOf({ ...smallRelease(), head })
    expect(after.text).toContain('**This release was withdrawn: Wrong labels.**')
  })

  it('names the license as Hugging Face does', async () => {
    const licenseOf = async (license: string) => {
      const { head } = await folderOf({ ...smallRelease(), head: { ...smallRelease().head, license } })
      return settings.parse(parse(head)).license
    }
    expect(await licenseOf('CC-BY-4.0')).toBe('cc-by-4.0')
    expect(await licenseOf('CC BY 4.0')).toBe('cc-by-4.0')
    expect(await licenseOf('Ask us.')).toBe('other')
    expect(await licenseOf('')).toBeUndefined()
  })
})
