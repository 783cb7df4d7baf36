import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { sessionSecret } from './session-secret'

const scratch = scratchFolder()

test('is created once, and only its owner can read it', () => {
  const data = scratch('data')
  const secret = sessionSecret(data)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(statSync(path.join(data, 'session-secret')).mode & 0o777).toBe(0o600)
  expect(sessionSecret(data)).toBe(secret)
  expect(readdirSync(data)).toEqual(['session-secret'])
})

test.skipIf(!existsSync('/dev/full'))('is read on a full disk, where it cannot be created', () => {
  const folder = scratch('full')
  mkdirSync(folder)
  const fillDisk = () => symlinkSync('/dev/full', path.join(folder, `session-secret.${process.pid}`))
  fillDisk()
  expect(() => sessionSecret(folder)).toThrow(
    /^The session secret .* was not saved: the disk is full\. Free some space/,
  )
  expect(readdirSync(folder)).toEqual([])
  fillDisk()
  const secret = 'a-secret-that-was-created-earlier'
  writeFileSync(path.join(folder, 'session-secret'), secret)
  expect(sessionSecret(folder)).toBe(secret)
})

test('is the same after an editor has added a newline, and is refused if the file was cut off', () => {
  const folder = scratch('copied')
  const secret = sessionSecret(folder)
  writeFileSync(path.join(folder, 'session-secret'), `${secret}\n`)
  expect(sessionSecret(folder)).toBe(secret)
  writeFileSync(path.join(folder, 'session-secret'), '')
  expect(() => sessionSecret(folder)).toThrow('is damaged: it has fewer than 32 characters')
})
