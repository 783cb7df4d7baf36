import { readdir, readFile, utimes } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { eraseRater } from '@/lib/services/raters/erase-rater'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { openArchiveFile } from '@/lib/storage/archive-file'
import { archiveKeptMs } from '@/lib/storage/archive-store'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { findKeptArchive, getKeptArchive, keepArchive, removeOldArchives } from './kept-archive'

const inData = ownDataFolder()
const kind = 'archive-project'
const folder = () => inData('archives', String(project.id))
const files = () => readdir(folder())

const project = madeForFile(() => makeRatingProject({ tasks: 2, candidates: 2 }))
const admin = madeForFile(() => project.addMember('admin'))

/** Makes the archive and stores the job's result as the worker does. */
async function made(signal?: AbortSignal) {
  const input = { slug: project.slug, projectRoot: process.cwd() }
  const result = await keepArchive(admin, input, signal ? { signal } : {})
  const job = { projectId: project.id, kind, payload: {}, state: 'succeeded', finishedAt: new Date() } as const
  await prisma.job.create({ data: { ...job, result: { ...result } } })
  return result
}

test('gives an archive only to admins of the project and makes one at a time', async () => {
  expect(await findKeptArchive(admin, project.slug)).toBeNull()
  await expect(getKeptArchive(admin, project.slug)).rejects.toMatchObject({ code: 'not-found' })
  const result = await made()
  const kept = await getKeptArchive(admin, project.slug)
  expect(kept).toMatchObject({ ...result, fileName: expect.stringMatching(/^test-.*-\d{4}-\d\d-\d\d\.zip$/) })
  const { store, close } = await openArchiveFile(kept.path)
  expect(JSON.parse(String(await store.get('manifest.json')))).toMatchObject({ project: { slug: project.slug } })
  close()
  for (const role of ['expert', 'rater'] as const)
    await expect(getKeptArchive(await project.addMember(role), project.slug)).rejects.toMatchObject({
      code: 'forbidden',
    })

  const ask = (actor: Actor) => startJob(actor, { slug: project.slug, kind, input: {} })
  const [first, second] = [await ask(admin), await ask(admin)]
  expect(second.id).toBe(first.id)
  await expect(ask(await project.addMember('expert'))).rejects.toMatchObject({ code: 'forbidden' })
  const asked = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'project.make-archive' } })
  expect(asked).toHaveLength(1)
})

test('replaces the previous archive, or keeps only that one if the job is cancelled', async () => {
  const before = await made()
  await prisma.project.update({ where: { id: project.id }, data: { description: 'Changed.' } })
  const stop = new AbortController()
  stop.abort()
  await expect(made(stop.signal)).rejects.toThrow()
  expect(await files()).toEqual([`${before.sha256}.zip`])
  const after = await made()
  expect(after.sha256).not.toBe(before.sha256)
  expect(await files()).toEqual([`${after.sha256}.zip`])
  expect((await readFile((await getKeptArchive(admin, project.slug)).path)).length).toBe(after.byteSize)
})

test('deletes an archive after three days, and the remains of a killed worker', async () => {
  const { sha256 } = await made()
  await removeOldArchives(new Date())
  expect(await files()).toEqual([`${sha256}.zip`])
  const old = new Date(Date.now() - archiveKeptMs - 60_000)
  await utimes(path.join(folder(), `${sha256}.zip`), old, old)
  await removeOldArchives(new Date())
  expect(await files()).toEqual([])
  expect(await findKeptArchive(admin, project.slug)).toBeNull()
})

test('deletes the archive immediately when a rater of the project is erased', async () => {
  await leaseNextTask(await project.addRater(), { slug: project.slug })
  const { id } = await prisma.rater.findFirstOrThrow({ where: { projectId: project.id } })
  await made()
  await eraseRater(admin, { slug: project.slug, raterId: id })
  expect(await findKeptArchive(admin, project.slug)).toBeNull()
})
