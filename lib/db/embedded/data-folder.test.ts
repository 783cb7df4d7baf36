import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkoutName, chooseDataFolder } from './data-folder.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'reassess-data-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

// With DATABASE_URL set, no folder for PostgreSQL is created, so these cases are the same for every user.
const elsewhere = { DATABASE_URL: 'postgresql://db.example.org/reassess', DB_DURABLE: '0' }

test('prefers DATA_DIR, relative to the checkout', () => {
  expect(chooseDataFolder(root, { ...elsewhere, DATA_DIR: 'data' })).toEqual({
    folder: path.join(root, 'data'),
    notices: [],
  })
})

test('refuses a DATA_DIR that is a file, or in one', () => {
  writeFileSync(path.join(root, 'file'), '')
  for (const DATA_DIR of ['file', 'file/data'])
    for (const env of [elsewhere, { DB_DURABLE: '0' }])
      expect(() => chooseDataFolder(root, { ...env, DATA_DIR })).toThrow(/\/file is not a folder\. Set DATA_DIR/)
})

test("closes its folder to others, even after an earlier start left it open, and keeps the mode of an operator's folder", () => {
  const mode = (name: string) => statSync(path.join(root, name)).mode & 0o777
  for (const name of ['.data', 'made']) mkdirSync(path.join(root, name), { mode: 0o755 })
  chooseDataFolder(root, elsewhere)
  chooseDataFolder(root, { ...elsewhere, DATA_DIR: 'made' })
  expect(['.data', 'made'].map(mode)).toEqual([0o700, 0o755])
})

test("keeps .data open to PostgreSQL's account if a command uses another database, and opens it again if one closed it", () => {
  if (process.getuid?.() !== 0) return
  chmodSync(root, 0o755)
  const mode = () => statSync(path.join(root, '.data')).mode & 0o777
  const start = () => chooseDataFolder(root, { DB_DURABLE: '0' }).folder
  expect(start()).toBe(path.join(root, '.data'))
  chooseDataFolder(root, elsewhere)
  expect(mode()).toBe(0o711)
  chmodSync(path.join(root, '.data'), 0o700)
  expect(start()).toBe(path.join(root, '.data'))
  expect(mode()).toBe(0o711)
})

test('defaults to .data in the checkout', () => {
  expect(chooseDataFolder(root, elsewhere).folder).toBe(path.join(root, '.data'))
})

test('finds the folder that an earlier start chose', () => {
  mkdirSync(path.join(root, '.data'))
  writeFileSync(path.join(root, '.data/location'), '/srv/reassess\n')
  expect(chooseDataFolder(root, elsewhere).folder).toBe('/srv/reassess')
})

test('chooses, records and explains a folder for this checkout if .data is not writable', () => {
  writeFileSync(path.join(root, '.data'), 'a file in the way')
  const env = { ...elsewhere, XDG_DATA_HOME: path.join(root, 'home') }
  const { folder, notices } = chooseDataFolder(root, env)
  expect(path.basename(folder)).toBe(checkoutName(root))
  expect(notices).toEqual([`Data is stored in ${folder}, because ${root}/.data is not writable (EEXIST).`])
  expect(chooseDataFolder(root, env).folder).toBe(folder)
  if (process.getuid?.() === 0) rmSync(folder, { recursive: true, force: true })
})

test("lets the account of PostgreSQL traverse root's common folder, even after an earlier start closed it", () => {
  if (process.getuid?.() !== 0) return
  writeFileSync(path.join(root, '.data'), 'a file in the way')
  const { folder } = chooseDataFolder(root, elsewhere)
  const common = path.dirname(folder)
  const modes = () => [common, folder].map((step) => statSync(step).mode & 0o777)
  expect(modes()).toEqual([0o711, 0o700])
  chmodSync(common, 0o700)
  chooseDataFolder(root, elsewhere)
  expect(modes()).toEqual([0o711, 0o700])
  rmSync(folder, { recursive: true, force: true })
})

test('warns about a folder that the system may empty if the data must last', () => {
  mkdirSync(path.join(root, '.data'))
  const { notices } = chooseDataFolder(root, { ...elsewhere, DB_DURABLE: '1' })
  const isTemporary = os.tmpdir().startsWith('/tmp')
  expect(notices.join()).toMatch(isTemporary ? /^Warning: the system may delete files in/ : /^$/)
})

test('gives checkouts with the same folder name different, stable names', () => {
  for (const parent of ['a', 'b']) mkdirSync(path.join(root, parent, 'Größe 1'), { recursive: true })
  const [a, b] = ['a', 'b'].map((parent) => checkoutName(path.join(root, parent, 'Größe 1')))
  expect(a).toMatch(/^Gr-e-1-[0-9a-f]{8}$/)
  expect(a).not.toBe(b)
  expect(checkoutName(path.join(root, 'a', 'Größe 1'))).toBe(a)
})
