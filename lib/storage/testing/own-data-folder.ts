import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { env } from '@/lib/env'

/** Gives the test file, or each of its tests, an empty DATA_DIR. Returns the paths of names in it. */
export function ownDataFolder(owner: 'file' | 'test' = 'file') {
  const usual = env.DATA_DIR
  const [before, after] = owner === 'file' ? [beforeAll, afterAll] : [beforeEach, afterEach]
  before(() => {
    env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'reassess-data-'))
  })
  after(() => {
    rmSync(String(env.DATA_DIR), { recursive: true, force: true })
    env.DATA_DIR = usual
  })
  return (...names: string[]) => path.join(String(env.DATA_DIR), ...names)
}
