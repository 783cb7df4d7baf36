import { readFileSync, writeFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { formatError } from '@/lib/formats/testing/refusal'
import { scratchFolder } from './testing/scratch-folder'
import { type ZipLimits, zipTree } from './zip-tree'

const scratch = scratchFolder()

type Content = Record<string, string | Buffer>
async function zipped(content: Content, { mode = 0o100644, compress = true } = {}) {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(content)) zip.addBuffer(Buffer.from(bytes), name, { mode, compress })
  zip.end()
  return scratch('pictures.zip', await buffer(zip.outputStream as Readable))
}
/** A zip with a name replaced by one of the same length that zip writers would refuse. */
async function forged(from: string, to: string) {
  const path = await zipped({ 'good.png': 'good', [from]: 'bad' })
  writeFileSync(path, Buffer.from(readFileSync(path, 'latin1').replaceAll(from, to), 'latin1'))
  return path
}
async function names(path: string) {
  const tree = await zipTree(path)
  const found = (await tree.files()).map(({ name }) => name)
  tree.close()
  return found
}
async function refusal(path: string, limits: Partial<ZipLimits> = {}) {
  const error = await formatError(zipTree(path, limits))
  return `${error.where} | ${error.problem.found}`
}

describe('the files of a zip', () => {
  it('are ordered by name, without system files', async () => {
    const path = await zipped({
      'b/2.png': 'two',
      'a.png': 'one',
      '.DS_Store': 'x',
      '__MACOSX/._a.png': 'x',
      'b/Thumbs.db': 'x',
    })
    const tree = await zipTree(path)
    const files = await tree.files()
    expect(files.map(({ name, byteSize }) => [name, byteSize])).toEqual([
      ['a.png', 3],
      ['b/2.png', 3],
    ])
    expect(await Promise.all(files.map(async (file) => (await file.read()).toString()))).toEqual(['one', 'two'])
    expect((await tree.find('b/2.png'))?.name).toBe('b/2.png')
    expect(await tree.find('b')).toBeNull()
    tree.close()
  })
  it('are refused if their bytes have changed', async () => {
    const path = await zipped({ 'a.png': 'one' }, { compress: false })
    writeFileSync(path, readFileSync(path, 'latin1').replace('one', 'two'), 'latin1')
    const [file] = await (await zipTree(path)).files()
    await expect(file!.read()).rejects.toThrow('entry “a.png”: expected an undamaged entry, found a wrong checksum.')
  })
  it('are named relative to the folder that contains them all', async () => {
    expect(
      await names(await zipped({ 'photos/a.png': '1', 'photos/cat/b.png': '2', '__MACOSX/photos/._a': '' })),
    ).toEqual(['a.png', 'cat/b.png'])
    expect(await names(await zipped({ 'a/1.png': '1', 'b/1.png': '2' }))).toEqual(['a/1.png', 'b/1.png'])
    expect(await names(await zipped({ 'a.png': '1' }))).toEqual(['a.png'])
  })
})

describe('a zip is refused', () => {
  it.each([
    ['xx_evil.png', '../evil.png', /entry “\.\.\/evil\.png” \| an entry whose path contains “\.” or “\.\.”/],
    ['ab/xx/evil.png', 'ab/../evil.png', /contains “\.” or “\.\.”/],
    ['x_etc_passwd', '/etc/passwd_', /is absolute/],
    ['c_/windows.png', 'c:/windows.png', /is absolute/],
    ['a_b.png', 'a\\b.png', /backslash/],
    ['ab_c.png', 'ab\0c.png', /control character/],
  ])('if %s became %s', async (from, to, reason) => {
    expect(await refusal(await forged(from, to))).toMatch(reason)
  })
  it('if an entry is a link or repeated', async () => {
    expect(await refusal(await zipped({ 'a.png': '/etc/passwd' }, { mode: 0o120777 }))).toMatch(
      /a link to another file/,
    )
    expect(await refusal(await forged('bad_.png', 'good.png'))).toMatch(/entry “good\.png” \| a second file/)
  })
  it('if a file and a folder have the same name, in any order', async () => {
    for (const order of [
      ['a/b', 'a/b/c/d.png'],
      ['a/b/c/d.png', 'a/b'],
    ])
      expect(await refusal(await zipped(Object.fromEntries(order.map((name) => [name, 'one']))))).toBe(
        'entry “a/b/c/d.png” | a folder with the name of the file “a/b”',
      )
  })
  it('if an entry is encrypted', async () => {
    const path = await zipped({ 'a.png': 'secret' })
    const bytes = readFileSync(path)
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8)
    writeFileSync(path, bytes)
    expect(await refusal(path)).toMatch(/an encrypted entry/)
  })
  it('if it is a zip bomb: by ratio, in total, or by overlapping entries', async () => {
    expect(await refusal(await zipped({ 'a.png': Buffer.alloc(3_000_000) }))).toMatch(
      /compression ratio of \d{3,4} to 1/,
    )
    const two = await zipped({ 'a.png': Buffer.alloc(2_000), 'b.png': Buffer.alloc(2_000) })
    expect(await refusal(two, { maxBytes: 3_000 })).toMatch(/^the file \| files of more than 3000 bytes/)
    expect(await refusal(two, { maxEntries: 1 })).toMatch(/more than 1 files/)
    const path = await zipped({ 'a.png': Buffer.alloc(500, 'ab') }, { compress: false })
    const bytes = readFileSync(path)
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bytes.writeUInt32LE(5_000, central + 20)
    bytes.writeUInt32LE(5_000, central + 24)
    writeFileSync(path, bytes)
    expect(await refusal(path)).toMatch(/overlapping entries/)
  })
  it('if it is not a zip, truncated, or missing', async () => {
    expect(await refusal(scratch('no.zip', 'hello'))).toMatch(/^the file \| a file that is not a zip, or is cut off/)
    const path = await zipped({ 'a.png': 'one' })
    expect(await refusal(scratch('cut.zip', readFileSync(path).subarray(0, 30)))).toMatch(/^the file \|/)
    expect(await refusal('/nowhere/a.zip')).toMatch(/^the file \| nothing with this name/)
  })
  it('if an entry is larger than it declares', async () => {
    const path = await zipped({ 'a.png': Buffer.alloc(5_000, 'ab') })
    const bytes = readFileSync(path)
    bytes.writeUInt32LE(100, bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24)
    writeFileSync(path, bytes)
    const tree = await zipTree(path)
    const [file] = await tree.files()
    await expect(file!.read()).rejects.toThrow(/entry “a\.png”: expected an undamaged entry/)
    tree.close()
  })
})
