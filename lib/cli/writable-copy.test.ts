import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runInWritableCopy } from './writable-copy.mjs'

let folder: string
let checkout: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reassess-copy-'))
  checkout = path.join(folder, 'checkout')
  mkdirSync(path.join(checkout, 'lib/cli'), { recursive: true })
  write('lib/cli/program.mjs', 'globalThis.copyRan = import.meta.url')
})
afterEach(() => {
  chmodSync(checkout, 0o755)
  rmSync(folder, { recursive: true, force: true })
})
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
