import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { storeArchive } from './archive-store'

const dataDir = env.DATA_DIR
beforeEach(() => {
  env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'reassess-archives-'))
})
afterEach(() => {
  rmSync(String(env.DATA_DIR), { recursive: true, force: true })
  env.DATA_DIR = dataDir
})

async function* bytesOf(text: string, pause?: Promise<void>) {
  yield Buffer.from(text)
  await pause
}

test('deletes the partial archive of a killed attempt before it writes another', async () => {
  const folder = path.join(String(env.DATA_DIR), 'archives/7')
  // Never settles, like the work of a worker that is killed.
  void storeArchive(7, bytesOf('half', new Promise(() => {})))
  await expect.poll(() => existsSync(folder) && readdirSync(folder)).toEqual([expect.stringMatching(/\.partial$/)])
  const stored = await storeArchive(7, bytesOf('whole'))
  expect(readdirSync(folder)).toEqual([path.basename(stored.path)])
})
