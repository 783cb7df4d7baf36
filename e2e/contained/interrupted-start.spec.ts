import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { postmasterPid } from '../support/embedded-database'
import { isAlive } from '../support/processes'
import { dataFolder, spawnStart } from '../support/server'

test('a terminal that is closed while PostgreSQL starts leaves no process behind', async () => {
  test.skip(process.platform === 'win32', 'Windows has no such signal')
  const folder = dataFolder('interrupted-start')
  rmSync(folder, { recursive: true, force: true })
  const start = spawnStart({ PORT: '0', DATA_DIR: folder, DB_DURABLE: '0' })
  const ended = new Promise((resolve) => start.once('exit', resolve))
  const pidFile = path.join(folder, 'postgres/data/postmaster.pid')
  await expect
    .poll(() => existsSync(pidFile) && postmasterPid(folder) > 0, { intervals: [5], timeout: 60_000 })
    .toBe(true)
  const server = postmasterPid(folder)
  start.kill('SIGHUP')
  expect(await ended).toBe(0)
  expect(isAlive(server)).toBe(false)
  rmSync(folder, { recursive: true })
})
