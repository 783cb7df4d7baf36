import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { runInWritableCopy } from './writable-copy.mjs'

const scratch = scratchFolder()
let folder: string
let checkout: string
beforeEach(() => {
  folder = mkdtempSync(scratch('test-'))
  checkout = path.join(folder, 'checkout')
  mkdirSync(path.join(checkout, 'lib/cli'), { recursive: true })
  write('lib/cli/program.mjs', 'globalThis.copyRan = import.meta.url')
})
afterEach(() => chmodSync(checkout, 0o755))
const write = (name: string, text: string) => writeFileSync(path.join(checkout, name), text)
const readOnly = { isWritable: () => false }

test('runs in place if the checkout is writable or fully prepared', async () => {
  expect(await runInWritableCopy(checkout, 'program.mjs', folder)).toBe(false)
  expect(await runInWritableCopy(checkout, 'program.mjs', folder, () => true, readOnly)).toBe(false)
})

test('runs from a copy otherwise, which follows changes and keeps what was installed there', async () => {
  expect(await runInWritableCopy(checkout, 'program.mjs', folder, () => false, readOnly)).toBe(true)
  const copy = path.join(folder, 'checkout-copy')
  expect(Reflect.get(globalThis, 'copyRan')).toContain('/checkout-copy/lib/cli/program.mjs')
  mkdirSync(path.join(copy, 'node_modules'))
  write('package.json', '{}')
  rmSync(path.join(checkout, 'lib/cli/program.mjs'))
  write('lib/cli/other.mjs', '')
  await runInWritableCopy(checkout, 'other.mjs', folder, () => false, readOnly)
  expect(existsSync(path.join(copy, 'node_modules'))).toBe(true)
  expect(existsSync(path.join(copy, 'lib/cli/program.mjs'))).toBe(false)
  expect(readFileSync(path.join(copy, 'package.json'), 'utf8')).toBe('{}')
})
