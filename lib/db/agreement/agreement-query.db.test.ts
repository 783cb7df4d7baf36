import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { findNewestAgreementReport, insertAgreementReport } from './agreement-query'

let projectId: number
beforeEach(async () => {
  const slug = `test-${randomUUID().slice(0, 13)}`
  projectId = (await prisma.project.create({ data: { slug, name: slug } })).id
})
afterEach(async () => {
  await prisma.project.deleteMany({ where: { id: projectId } })
})

const add = (report: unknown) =>
  withCopySession((session) =>
    insertAgreementReport(session, {
      projectId,
      votesUntil: new Date(0),
      inputHash: '-',
      codeVersion: 'test',
      seed: 1,
      replicates: 200,
      report,
    }),
  )

test("returns a project's newest report, and reports cannot be edited", async () => {
  expect(await findNewestAgreementReport(projectId)).toBeNull()
  expect(await add({ alpha: 0.5 })).toBe(1)
  expect(await add({ alpha: 0.75 })).toBe(2)
  expect(await findNewestAgreementReport(projectId)).toMatchObject({ id: 2, report: { alpha: 0.75 }, replicates: 200 })
  await expect(prisma.agreementReport.updateMany({ where: { projectId }, data: { seed: 2 } })).rejects.toThrow()
})

test('gives concurrently written reports different numbers', async () => {
  expect((await Promise.all([add(1), add(2), add(3)])).sort()).toEqual([1, 2, 3])
})

test('deletes reports with their project', async () => {
  await add({})
  await prisma.project.delete({ where: { id: projectId } })
  expect(await prisma.agreementReport.count({ where: { projectId } })).toBe(0)
})
