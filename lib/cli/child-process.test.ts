import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { rotateLog } from './child-process.mjs'

const scratch = scratchFolder()

test('keeps one earlier log, and its program continues to append to the emptied one', () => {
  const file = scratch('web.log')
  const program = openSync(file, 'a')
  writeSync(program, 'first\n')
  rotateLog(file, 6)
  expect(readFileSync(file, 'utf8')).toBe('first\n')
  writeSync(program, 'second\n')
  rotateLog(file, 6)
  writeSync(program, 'third\n')
  closeSync(program)
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('first\nsecond\n')
  expect(readFileSync(file, 'utf8')).toBe('third\n')
})
