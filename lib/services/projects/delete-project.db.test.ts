import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { sqlState } from '@/lib/db/session/sql-state'
import { type Actor, operator } from '@/lib/domain/permissions'
import { startJob } from '@/lib/services/jobs/job-state'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { withdrawRelease } from '@/lib/services/releases/list-releases'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { errorCode } from '@/lib/services/testing/rating-project'
import { storeArchive } from '@/lib/storage/archive-store'
import { dataPath } from '@/lib/storage/data-path'
import { listReleaseFileNames, storeReleaseFile } from '@/lib/storage/release-file-store'
import { deleteProject } from './delete-project'
import { listArchivedProjects, listProjects, readProjectContents } from './read-project'

type Project = Awaited<ReturnType<typeof aggregatedProject>>

/** Makes a project with a published and withdrawn release, undone answers and an adjudication. */
async function publishedProject(): Promise<Project> {
  const project = await aggregatedProject()
  await project.aggregate()
  const where = { slug: project.slug, projectRoot: process.cwd() }
  await publishRelease(operator, { ...where, notes: '', license: '' })
  await withdrawRelease(operator, { slug: project.slug, version: '1', reason: 'A test.' })
  const { candidateId, raterId, assignmentId } = await prisma.vote.findFirstOrThrow({
    where: { projectId: project.id },
  })
  const key = { projectId: project.id, candidateId, raterId }
  await prisma.voteHistory.create({ data: { ...key, assignmentId, revision: 0, answer: 1, submittedAt: new Date() } })
  await prisma.adjudication.create({
    data: { ...key, id: 1, firstAnswer: 0, answer: 2, reason: 'visible', origin: {} },
  })
  return project
}

async function rowsOf(projectId: number): Promise<Record<string, string>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'project_id' AND table_name NOT LIKE 'vote\\_p%' ORDER BY 1`
  const rows: Record<string, string> = {}
  for (const { name } of tables) {
    const [found] = await prisma.$queryRawUnsafe<{ text: string }[]>(
      `SELECT concat_ws(' ', count(*), md5(string_agg(t::text, ' ' ORDER BY t::text))) AS text
       FROM ${name} t WHERE project_id = ${projectId}`,
    )
    if (found!.text !== '0') rows[name] = found!.text
  }
  return rows
}

const ask = (actor: Actor, slug: string, name: string) =>
  startJob(actor, { slug, kind: 'delete-project', input: { name } })

let project: Project
let admin: Actor
beforeEach(async () => {
  project = await publishedProject()
  admin = await project.account('admin')
})

describe('deleting a project', () => {
  test('keeps only the audit trail, which states who deleted how much, and changes no other project', async () => {
    const other = await publishedProject()
    const before = await rowsOf(other.id)
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'adjudication',
        'release',
        'release_chunk',
        'release_withdrawal',
        'score',
        'vote',
        'vote_history',
      ]),
    )
    const { counts } = await readProjectContents(admin, project.slug)
    expect(counts).toMatchObject({ runs: 1, releases: 1 })
    await ask(admin, project.slug, project.slug)
    await deleteProject({ ...operator, askedBy: admin.kind === 'account' ? admin.userId : null }, project.slug, {})

    expect(Object.keys(await rowsOf(project.id))).toEqual(['audit_event'])
    expect(await prisma.project.findUnique({ where: { id: project.id } })).toBeNull()
    const events = await prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    const userId = admin.kind === 'account' ? admin.userId : ''
    expect(events.slice(-2)).toMatchObject([
      { action: 'project.delete', userId, details: { slug: project.slug, name: project.slug, ...counts } },
      { action: 'project.deleted', userId, details: { slug: project.slug, name: project.slug } },
    ])
    expect(await rowsOf(other.id)).toEqual(before)
  })

  test('also removes files that a download or a job stores while its rows are deleted', async () => {
    const location = { project: project.slug, version: '1', edition: 'e', fileName: 'labels.json' }
    const store = async () => {
      await storeReleaseFile(location, Readable.from(['[]']))
      await storeArchive(project.id, Readable.from(['zip']))
    }
    await ask(admin, project.slug, project.slug)
    let stored: Promise<void> | undefined
    await deleteProject(operator, project.slug, {
      onProgress: () => {
        stored ??= store()
      },
    })
    await stored
    expect(await listReleaseFileNames(project.slug, '1')).toEqual([])
    expect(existsSync(dataPath('archives', String(project.id)))).toBe(false)
  })

  test('hides it from everybody at once, and cancels its other jobs', async () => {
    const waiting = await startJob(admin, { slug: project.slug, kind: 'count-classes', input: {} })
    await ask(admin, project.slug, project.slug)
    expect(await listProjects(admin)).toEqual([])
    expect(await listArchivedProjects(admin)).toEqual([])
    const asks = [
      readProjectContents(admin, project.slug),
      leaseNextTask(admin, { slug: project.slug }),
      ...[admin, operator].map((actor) => ask(actor, project.slug, project.slug)),
    ]
    expect(new Set(await Promise.all(asks.map(errorCode)))).toEqual(new Set(['not-found']))
    const jobs = await prisma.job.findMany({ where: { projectId: project.id }, orderBy: { createdAt: 'asc' } })
    expect(jobs.map(({ kind, state }) => [kind, state])).toEqual([
      ['count-classes', 'cancelled'],
      ['delete-project', 'queued'],
    ])
    expect(jobs[0]!.id).toBe(waiting.id)
  })

  test('is refused for everyone but admins, and for a wrong name', async () => {
    const before = await rowsOf(project.id)
    for (const role of ['rater', 'expert'] as const)
      expect(await errorCode(ask(await project.account(role), project.slug, project.slug))).toBe('forbidden')
    expect(await errorCode(ask(await project.account(), project.slug, project.slug))).toBe('not-found')
    await expect(ask(admin, project.slug, 'another')).rejects.toMatchObject({
      ...{ code: 'invalid-input', fields: { name: expect.any(String) } },
    })
    await deleteProject(operator, project.slug, {})
    const { membership: _, ...after } = await rowsOf(project.id)
    const { membership: __, ...unchanged } = before
    expect(after).toEqual(unchanged)
    expect((await listProjects(admin)).map(({ slug }) => slug)).toEqual([project.slug])
  })

  test('resumes after an interruption', async () => {
    await ask(admin, project.slug, project.slug)
    const stop = new AbortController()
    const onProgress = (_: string, done: number) => done === 5 && stop.abort(new Error('stopped'))
    const stopped = deleteProject(operator, project.slug, { onProgress, signal: stop.signal })
    await expect(stopped).rejects.toThrow('stopped')
    await deleteProject(operator, project.slug, {})
    expect(Object.keys(await rowsOf(project.id))).toEqual(['audit_event'])
  })

  test('allows no other deletions, and none of audit events, in its transaction', async () => {
    const refused = (deleting: number, table: string) =>
      prisma
        .$transaction(async (db) => {
          await db.$executeRaw`SELECT set_config('reassess.deleting_project', ${String(deleting)}, true)`
          await db.$executeRawUnsafe(`DELETE FROM ${table} WHERE project_id = ${project.id}`)
        })
        .then(() => 'no error', sqlState)
    expect(await refused(project.id + 1, 'release')).toBe('RA001')
    expect(await refused(project.id + 1, 'vote_history')).toBe('RA002')
    expect(await refused(project.id + 1, 'release_withdrawal')).toBe('RA002')
    await ask(admin, project.slug, project.slug)
    expect(await refused(project.id, 'audit_event')).toBe('RA002')
  })
})
