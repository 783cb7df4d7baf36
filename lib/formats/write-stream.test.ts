import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { scratchFolder } from './testing/scratch-folder'
import { writeStreamAtomically } from './write-stream'

const at = scratchFolder()

test('writes a file, and replaces an earlier one', async () => {
  await writeStreamAtomically(at('a.txt'), Readable.from(['one']))
  await writeStreamAtomically(at('a.txt'), Readable.from(['two', '\n']))
  expect(readFileSync(at('a.txt'), 'utf8')).toBe('two\n')
  expect(readdirSync(at(''))).toEqual(['a.txt'])
})

test('writes to a pipe and through a link instead of replacing them', async () => {
  execFileSync('mkfifo', [at('pipe')])
  const read = text(createReadStream(at('pipe')))
  expect(await writeStreamAtomically(at('pipe'), Readable.from(['piped']))).toBe(5)
  expect(await read).toBe('piped')
  expect(statSync(at('pipe')).isFIFO()).toBe(true)

  writeFileSync(at('target.txt'), 'old')
  symlinkSync(at('target.txt'), at('link.txt'))
  await writeStreamAtomically(at('link.txt'), Readable.from(['new']))
  expect(lstatSync(at('link.txt')).isSymbolicLink()).toBe(true)
  expect(readFileSync(at('target.txt'), 'utf8')).toBe('new')
  for (const name of ['pipe', 'link.txt', 'target.txt']) rmSync(at(name))
})

test('leaves nothing behind if its source fails, and keeps the error', async () => {
  const failing = Readable.from(
    (function* () {
      yield 'half'
      throw new Error('the source broke')
    })(),
  )
  await expect(writeStreamAtomically(at('b.txt'), failing)).rejects.toThrow('the source broke')
  expect(readdirSync(at(''))).toEqual(['a.txt'])
})

test('names a file that cannot be written', async () => {
  const refusal = writeStreamAtomically(at('missing/c.txt'), Readable.from(['text']))
  await expect(refusal).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/missing.c\.txt was not saved: its folder does not exist\. Create the folder/),
  })
  const below = writeStreamAtomically('/dev/null/c.txt', Readable.from(['text']))
  await expect(below).rejects.toThrow('a part of its path is a file')
})

test('keeps two writers of one file apart, so that the file is whole', async () => {
  const texts = ['a'.repeat(1_000_000), 'b'.repeat(1_000_000)]
  await Promise.all(texts.map((text) => writeStreamAtomically(at('d.txt'), Readable.from([text]))))
  expect(texts).toContain(readFileSync(at('d.txt'), 'utf8'))
})
