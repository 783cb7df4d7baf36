import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WorkerGuard } from '@/lib/db/jobs/worker-guard'
import { migrationNames } from '@/lib/db/migration-names'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { checkReady, readHealth, unavailability } from './server-health'

const roomy = { dataFolder: tmpdir(), minFree: 0 }
const full = { dataFolder: tmpdir(), minFree: Number.MAX_SAFE_INTEGER }
const projectRoot = scratchFolder()('')

test('health fails with a clear message when the disk is full', async () => {
  await expect(checkReady(roomy)).resolves.toBeUndefined()
  await expect(checkReady(full)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('disk of the server is full'),
  })
  const { status, checks } = await readHealth(full)
  expect(status).toBe('failing')
  expect(checks).toMatchObject({ database: { isOk: true }, disk: { isOk: false }, migrations: { isOk: true } })
})

test('health reports whether a worker is alive, which does not affect readiness', async () => {
  const without = await readHealth(roomy)
  expect(without).toMatchObject({ status: 'failing', checks: { worker: { isOk: false } } })
  expect(without.checks.worker.message).toContain('No worker is running')
  await expect(checkReady(roomy)).resolves.toBeUndefined()
  const guard = await WorkerGuard.open()
  onTestFinished(() => guard.close())
  expect(await readHealth(roomy)).toMatchObject({ status: 'ok', checks: { worker: { isOk: true } } })
})

test('distinguishes a full disk, conflicts and an unreachable database, for rows and for files', () => {
  const full = ['53100', 'ENOSPC', 'EDQUOT'].map((code) => Object.assign(new Error('x'), { code }))
  for (const error of full) expect(unavailability(error)?.message).toContain('disk')
  expect(unavailability(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))?.message).toContain('database')
  expect(unavailability(Object.assign(new Error('x'), { code: '57014' }))?.message).toContain('took too long')
  expect(unavailability(Object.assign(new Error('x'), { code: '40P01' }))?.message).toContain('kept changing')
  expect(unavailability(new Error('anything else'))).toBeNull()
})

test('a server older than its database reports it, and stays ready', async () => {
  const names = migrationNames(process.cwd())
  for (const name of names.slice(0, -1)) {
    mkdirSync(path.join(projectRoot, 'prisma/migrations', name), { recursive: true })
    writeFileSync(path.join(projectRoot, 'prisma/migrations', name, 'migration.sql'), '')
  }
  const { migrations } = (await readHealth({ ...roomy, projectRoot })).checks
  expect(migrations.isOk).toBe(true)
  expect(migrations.message).toContain(`A newer version of Reassess has changed the database (${names.at(-1)})`)
  await expect(checkReady({ ...roomy, projectRoot })).resolves.toBeUndefined()
  expect((await readHealth(roomy)).checks.migrations).toEqual({ isOk: true, message: null })
})
