import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withBackupLock } from '@/lib/db/backup/backup-rows'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { openBackupStore } from '@/lib/storage/backup-store'
import { appendErasures } from '@/lib/storage/erasure-log'
import { metrics } from '@/lib/telemetry/metrics'
import { backUpWhenDue, makeBackup } from './make-backup'
import { backupName, listBackups } from './manifests'
import { restoreBackup } from './restore-backup'

const usual = { ...env }
const scratch = scratchFolder()
const to = scratch('backups')
const start = new Date('2026-11-28T06:00:00.000Z')
const hoursLater = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const due = (hours: number) => backUpWhenDue(process.cwd(), hoursLater(hours))

beforeAll(async () => {
  await prisma.appUser.create({ data: { email: 'ada@example.org', name: 'Ada', passwordHash: 'none' } })
  Object.assign(env, { DATA_DIR: scratch(''), BACKUP_TO: to, BACKUP_EVERY_HOURS: 24, BACKUP_KEEP: 2 })
})
afterAll(() => Object.assign(env, usual))

test('does nothing without the setting', async () => {
  env.BACKUP_TO = undefined
  expect(await due(0)).toBeNull()
  env.BACKUP_TO = to
})

const shownAge = async () => Number(/^reassess_last_backup_seconds (\S+)$/m.exec((await metrics.text()).text)?.[1])
const ageAt = (hours: number) => (Date.now() - hoursLater(hours).getTime()) / 1_000

test('shows the age of the newest backup, which grows while its place cannot be opened', async () => {
  expect(await shownAge()).toBe(0)
  env.BACKUP_TO = 'ftp://nowhere'
  await expect(due(-1)).rejects.toThrow('Backups are kept in')
  env.BACKUP_TO = to
  expect(await shownAge()).toBeCloseTo(ageAt(-1), -2)
})

test('makes a backup when the newest is too old, in one of two workers, and removes the oldest', async () => {
  const first = await Promise.all([due(0), due(0)])
  expect(first.filter((made) => made !== null)).toHaveLength(1)
  expect(await due(23.9)).toBeNull()
  expect(await due(24)).toMatchObject({ name: backupName(hoursLater(24)), removed: [] })
  expect(await due(48)).toMatchObject({ name: backupName(hoursLater(48)), removed: [backupName(start)] })
  expect(readdirSync(to).sort()).toEqual([backupName(hoursLater(24)), backupName(hoursLater(48))])
  await due(49)
  expect(await shownAge()).toBeCloseTo(ageAt(48), -2)
})

test('ignores a killed backup and removes it with the next', async () => {
  const store = await openBackupStore(to)
  const stop = new AbortController()
  const onProgress = (step: string) => step === 'Saving project' && stop.abort(new Error('stopped'))
  const options = { recipient: null, keep: 2, now: hoursLater(72), onProgress, signal: stop.signal }
  // A killed process does not remove what it saved either.
  const remove = () => Promise.reject(new Error('killed'))
  await expect(makeBackup({ ...store, remove }, process.cwd(), options)).rejects.toThrow('stopped')
  expect(await listBackups(store)).toMatchObject({ unfinished: [backupName(hoursLater(72))] })
  expect(await due(73)).toMatchObject({ removed: [backupName(hoursLater(24)), backupName(hoursLater(72))] })
  expect((await listBackups(store)).unfinished).toEqual([])
})

test('removes the partial files of killed backups with the next backup after a day', async () => {
  const killed = backupName(hoursLater(73.5))
  for (const [name, seconds] of [
    [`${killed}/vote.00000.gz`, 1e9],
    ['images/aa/one.webp', 1e9],
    ['images/aa/two.webp', Date.now() / 1_000],
  ] as const) {
    const partial = path.join(to, `${name}.partial-1`)
    mkdirSync(path.dirname(partial), { recursive: true })
    writeFileSync(partial, 'x')
    utimesSync(partial, seconds, seconds)
  }
  await due(97)
  expect(existsSync(path.join(to, killed))).toBe(false)
  expect(readdirSync(path.join(to, 'images/aa'))).toEqual(['two.webp.partial-1'])
})

test('does not finish a backup whose lock was lost, since another one may have removed its parts', async () => {
  const store = await openBackupStore(to)
  const image = { id: 1, position: 0, fileName: 'a.png', contentHash: 'a'.repeat(64) }
  await prisma.project.create({ data: { slug: 'cats', name: 'Cats', images: { create: image } } })
  let isLost = false
  // The last write before the manifest of the first backup, which by then has stored its rows.
  const interrupted = {
    ...store,
    put: async (key: string, bytes: Uint8Array, mediaType: string) => {
      await store.put(key, bytes, mediaType)
      if (isLost || !key.includes('/images.')) return
      isLost = true
      await prisma.$queryRaw`
        SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND classid = 72707377 AND datname = current_database()`
      await due(122)
    },
  }
  const options = { recipient: null, keep: 2, now: hoursLater(121) }
  const first = withBackupLock((signal) => makeBackup(interrupted, process.cwd(), { ...options, signal }))
  await expect(first).rejects.toThrow('lost')
  const { whole } = await listBackups(store)
  expect(whole.at(-1)).toBe(backupName(hoursLater(122)))
  for (const name of whole) await restoreBackup(store, process.cwd(), { name, identities: [], isCheck: true })
})

test('saves erasures beside the backups immediately', async () => {
  expect(existsSync(path.join(to, 'erasures.jsonl'))).toBe(false)
  await appendErasures([{ project: 'test', rater: 1, at: start.toISOString() }])
  expect(await due(123)).toBeNull()
  expect(existsSync(path.join(to, 'erasures.jsonl'))).toBe(true)
})
