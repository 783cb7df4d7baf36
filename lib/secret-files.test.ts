import { expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readSecretFiles, secretSettings } from './secret-files.mjs'

const fileOf = scratchFolder()

test('every secret can be given as a file, whose name is not handed on', () => {
  const env = Object.fromEntries(secretSettings.map((name) => [`${name}_FILE`, fileOf(name, `value of ${name}\n`)]))
  readSecretFiles(env)
  expect(env).toEqual(Object.fromEntries(secretSettings.map((name) => [name, `value of ${name}`])))
})

test('refuses a secret that is given twice, a file that is not there, and one without a secret', () => {
  const both = { NEXTAUTH_SECRET: 'one', NEXTAUTH_SECRET_FILE: fileOf('both', 'two') }
  expect(() => readSecretFiles(both)).toThrow('NEXTAUTH_SECRET and NEXTAUTH_SECRET_FILE are both set.')
  const absent = { METRICS_TOKEN_FILE: fileOf('absent') }
  expect(() => readSecretFiles(absent)).toThrow(/METRICS_TOKEN_FILE must be .*absent cannot be read \(ENOENT\)/)
  const empty = { OIDC_CLIENT_SECRET_FILE: fileOf('empty', '\n') }
  expect(() => readSecretFiles(empty)).toThrow(/OIDC_CLIENT_SECRET_FILE must be .*empty is empty/)
})

test('settings without a file stay as they are', () => {
  const env = { NEXTAUTH_SECRET: 'kept', METRICS_TOKEN_FILE: '' }
  readSecretFiles(env)
  expect(env).toEqual({ NEXTAUTH_SECRET: 'kept', METRICS_TOKEN_FILE: '' })
})
