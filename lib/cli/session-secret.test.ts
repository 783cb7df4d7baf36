import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sessionSecret } from './session-secret'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reassess-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('is created once, and only its owner can read it', () => {
  const data = path.join(folder, 'data')
  const secret = sessionSecret(data)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(statSync(path.join(data, 'session-secret')).mode & 0o777).toBe(0o600)
  expect(sessionSecret(data)).toBe(secret)
  expect(readdirSync(data)).toEqual(['session-secret'])
})

test.skipIf(!existsSync('/dev/full'))('is read on a full disk, where it cannot be created', () => {
  const fillDisk = () => symlinkSync('/dev/full', path.join(folder, `session-secret.${process.pid}`))
  fillDisk()
  expect(() => sessionSecret(folder)).toThrow(
    /^The session secret .* was not saved: the disk is full\. Free some space/,
  )
  expect(readdirSync(folder)).toEqual([])
  fillDisk()
  writeFileSync(path.join(folder, 'session-secret'), 'secret')
  expect(sessionSecret(folder)).toBe('secret')
})
