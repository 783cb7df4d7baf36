import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { env } from '@/lib/env'
import { findReleaseFile, storeReleaseFile } from './release-file-store'
import { ownDataFolder } from './testing/own-data-folder'

const inData = ownDataFolder()

const placeOf = (version: string) => ({
  project: 'small',
  version,
  edition: 'abc-1',
  fileName: `small-${version}-real.json`,
})
const folderOf = (version: string) => inData('releases/small', version, 'abc-1')
async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

describe('the release file store', () => {
  it('returns what was stored, with size and checksum', async () => {
    expect(await findReleaseFile(placeOf('1'))).toBeNull()
    const stored = await storeReleaseFile(placeOf('1'), pieces('[[1],', ' []]'))
    expect(stored).toMatchObject({ byteSize: 9, sha256: createHash('sha256').update('[[1], []]').digest('hex') })
    expect(await findReleaseFile(placeOf('1'))).toEqual(stored)
    expect(await readFile(stored.path, 'utf8')).toBe('[[1], []]')
  })

  it('keeps nothing of a failed write, and the previous file stays', async () => {
    async function* breaking() {
      yield Buffer.from('half')
      throw new Error('The source is gone.')
    }
    await expect(storeReleaseFile(placeOf('2'), breaking())).rejects.toThrow('The source is gone.')
    expect(await findReleaseFile(placeOf('2'))).toBeNull()
    expect(await readdir(folderOf('2'))).toEqual([])
    const stored = await storeReleaseFile(placeOf('2'), pieces('whole'))
    await expect(storeReleaseFile(placeOf('2'), breaking())).rejects.toThrow()
    expect(await findReleaseFile(placeOf('2'))).toEqual(stored)
  })

  it('does not return a truncated file or one with a damaged note', async () => {
    const stored = await storeReleaseFile(placeOf('3'), pieces('a long text'))
    await truncate(stored.path, 4)
    expect(await findReleaseFile(placeOf('3'))).toBeNull()
    await storeReleaseFile(placeOf('3'), pieces('a long text'))
    await writeFile(path.join(folderOf('3'), 'small-3-real.json.json'), '{"sha256":"../../x"')
    expect(await findReleaseFile(placeOf('3'))).toBeNull()
  })

  it('lets two concurrent writers each return a whole file', async () => {
    const both = await Promise.all([
      storeReleaseFile(placeOf('4'), pieces('the same', ' bytes')),
      storeReleaseFile(placeOf('4'), pieces('other', ' bytes')),
    ])
    const found = await findReleaseFile(placeOf('4'))
    expect(both).toContainEqual(found)
    for (const one of both)
      expect(
        createHash('sha256')
          .update(await readFile(one.path))
          .digest('hex'),
      ).toBe(one.sha256)
  })

  it('removes partial files after a day, but not those being written', async () => {
    await storeReleaseFile(placeOf('5'), pieces('x'))
    const [old, young] = ['.old.partial', '.young.partial'].map((name) => path.join(folderOf('5'), name))
    await writeFile(old!, 'half')
    await writeFile(young!, 'half')
    const past = new Date(Date.now() - 2 * 86_400_000)
    await utimes(old!, past, past)
    await storeReleaseFile(placeOf('5'), pieces('x'))
    const left = (await readdir(folderOf('5'))).filter((name) => name.endsWith('.partial'))
    expect(left).toEqual(['.young.partial'])
  })

  it('never returns a partial file of a killed process, and writes it again', async () => {
    const program = inData('writer.mjs')
    const contents = `
      import { storeReleaseFile } from './lib/storage/release-file-store.ts'
      async function* endless() {
        for (;;) {
          yield Buffer.alloc(1_000_000, 'x')
          await new Promise((resolve) => setTimeout(resolve, 5))
          console.log('wrote')
        }
      }
      await storeReleaseFile(${JSON.stringify(placeOf('6'))}, endless())`
    const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' } as const
    buildSync({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: program, tsconfig: 'tsconfig.json' })
    const writer = spawn(process.execPath, [program], {
      env: { PATH: '/usr/bin:/bin', NODE_ENV: 'test', DATA_DIR: env.DATA_DIR },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(writer.stdout, 'data')
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    const left = await readdir(folderOf('6'))
    expect(left).toHaveLength(1)
    expect(left[0]).toMatch(/^\..*\.partial$/)
    expect(await findReleaseFile(placeOf('6'))).toBeNull()
    const stored = await storeReleaseFile(placeOf('6'), pieces('whole'))
    expect(await findReleaseFile(placeOf('6'))).toEqual(stored)
  })

  it('refuses invalid file names', async () => {
    for (const fileName of ['../x', 'a/b', '.hidden', ''])
      await expect(storeReleaseFile({ ...placeOf('1'), fileName }, pieces('x'))).rejects.toThrow(TypeError)
  })
})
