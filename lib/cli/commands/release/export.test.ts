import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { makeFolder } from '@/lib/file-system'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { exportReleaseFile, writeChecksums } from './export'

const scratch = scratchFolder()
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(scratch('test-'))
})

async function stored(text: string) {
  const file = path.join(folder, `stored-${text.length}`)
  await writeFile(file, text, { mode: 0o600 })
  return { path: file, byteSize: text.length, sha256: createHash('sha256').update(text).digest('hex') }
}

it('skips a file with the same bytes, and replaces one that was truncated or changed', async () => {
  const one = await stored('the labels')
  const out = path.join(folder, 'out')
  await makeFolder(out)
  expect(await exportReleaseFile(out, 'a.json', one)).toMatchObject({ isKept: false, sha256: one.sha256 })
  expect((await stat(path.join(out, 'a.json'))).mode & 0o777).toBe(0o666 & ~process.umask())
  const past = new Date(2_000_000_000)
  await utimes(path.join(out, 'a.json'), past, past)
  expect(await exportReleaseFile(out, 'a.json', one)).toMatchObject({ isKept: true })
  expect((await stat(path.join(out, 'a.json'))).mtime).toEqual(past)
  for (const spoilt of ['the lab', 'THE LABELS']) {
    await writeFile(path.join(out, 'a.json'), spoilt)
    expect(await exportReleaseFile(out, 'a.json', one)).toMatchObject({ isKept: false })
    expect(await readFile(path.join(out, 'a.json'), 'utf8')).toBe('the labels')
  }
  expect(await readdir(out)).toEqual(['a.json'])
})

it('keeps the checksums of files exported before, and removes those of missing files', async () => {
  const [one, two] = [await stored('the labels'), await stored('the votes')]
  const first = await exportReleaseFile(folder, 'b.json', one)
  await writeChecksums(folder, 'SUMS', [first])
  const second = await exportReleaseFile(folder, 'a.csv', two)
  await writeChecksums(folder, 'SUMS', [second])
  expect(await readFile(path.join(folder, 'SUMS'), 'utf8')).toBe(`${two.sha256}  a.csv\n${one.sha256}  b.json\n`)
  await rm(path.join(folder, 'b.json'))
  await writeChecksums(folder, 'SUMS', [])
  expect(await readFile(path.join(folder, 'SUMS'), 'utf8')).toBe(`${two.sha256}  a.csv\n`)
})

it('says where a file cannot be written', async () => {
  await writeFile(path.join(folder, 'file'), '')
  await expect(makeFolder(path.join(folder, 'file/out'))).rejects.toThrow('file was not saved: there is a file with')
  await expect(makeFolder('/proc/none/out')).rejects.toThrow('/proc/none was not created')
  const one = await stored('x')
  await expect(exportReleaseFile(path.join(folder, 'none'), 'a', one)).rejects.toMatchObject({ code: 'invalid-input' })
})
