import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { beginAttempt, finishJobWith, noteJobProgress } from './job-rows'

let projectId: number
let jobId: string
beforeEach(async () => {
  const slug = `test-${randomUUID().slice(0, 13)}`
  projectId = (await prisma.project.create({ data: { slug, name: slug } })).id
  jobId = (await prisma.job.create({ data: { projectId, kind: 'aggregate', payload: {} } })).id
})
afterEach(async () => {
  await prisma.project.delete({ where: { id: projectId } })
})

const detail = async () =>
  (await prisma.job.findUniqueOrThrow({ where: { projectId_id: { projectId, id: jobId } } })).detail
async function started() {
  const job = await beginAttempt(projectId, jobId)
  if (!job) throw new Error('the job did not start')
  return job
}

test("keeps a job's last detail beside its progress until the end, and starts each attempt without one", async () => {
  const first = await started()
  expect(await detail()).toBeNull()
  const progress = { step: 'Computing scores', done: 1, total: null }
  expect(await noteJobProgress(first, { ...progress, detail: { history: [-12.5] } })).toBe('go-on')
  expect(await detail()).toEqual({ history: [-12.5] })
  await noteJobProgress(first, { ...progress, done: 2 })
  expect(await detail()).toEqual({ history: [-12.5] })

  const second = await started()
  expect(await detail()).toBeNull()
  expect(await noteJobProgress(first, { ...progress, detail: { history: [-9] } })).toBe('replaced')
  expect(await detail()).toBeNull()
  const end = { ...progress, detail: { history: [-12.5, -11] } }
  await withCopySession((session) => finishJobWith(session, second, end, { runId: 1 }))
  expect(await detail()).toEqual({ history: [-12.5, -11] })
})
