import { expect, test } from 'vitest'
import { batchReason } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import type { ClassPairDecision } from '@/lib/domain/classes/class-pair'
import { operator } from '@/lib/domain/permissions'
import { decideClassPair } from '@/lib/services/classes/decide-class-pair'
import { modelIds, planProject } from '@/lib/services/testing/plan-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { launchBatch } from './launch-batch'
import { readBatch } from './read-batches'
import { planProposals, readPlan } from './read-plan'

const { a, b } = modelIds
const project = madeForEachTest(planProject)

const decide = (first: number, second: number, decision: ClassPairDecision | null) =>
  decideClassPair(operator, { slug: project.slug, first, second, decision, note: '' })
async function plan(candidatesPerTask = 8) {
  await project.choose({ models: [a, b], candidatesPerTask })
  const { settings } = await readPlan(operator, project.slug)
  return planProposals(operator, { slug: project.slug, settings })
}
const launch = () => launchBatch(operator, { slug: project.slug, name: 'First', projectRoot: process.cwd() })

test('asks about the equivalent of a proposed class, and about a class that contains it', async () => {
  expect(await plan()).toMatchObject({ decidedPairs: 0, figures: { pairs: 7 } })
  await decide(4, 3, 'same')
  await decide(0, 1, 'contains')
  // 3 is proposed on images 1 and 2, 4 on image 3, 1 on image 1; 0 on image 3 already.
  expect(await plan()).toMatchObject({ decidedPairs: 4, figures: { pairs: 11 } })
  await launch()
  expect((await project.asked()).map((task) => task.split(' ').sort().join(' '))).toEqual([
    '1:0 1:1 1:2 1:3 1:4',
    '2:2 2:3 2:4',
    '3:0 3:3 3:4',
  ])
})

test('stores no proposing model for what a decision adds, and names the decision in the reason', async () => {
  await decide(4, 3, 'same')
  await plan()
  await launch()
  const links = await prisma.candidateModel.findMany({
    where: { projectId: project.id, candidate: { imageId: 12, classId: 104 } },
  })
  expect(links).toEqual([])
  const { reason } = await readBatch(operator, { slug: project.slug, batchId: 1 })
  expect(batchReason.parse(reason)).toMatchObject({
    decidedPairs: 3,
    classDecisions: [{ kind: 'same', first: 3, second: 4 }],
  })
})

test('puts classes to be kept apart into one task if the limit allows', async () => {
  await project.choose({ models: [a, b], candidatesPerTask: 2 })
  await decide(1, 3, 'apart')
  await launch()
  // By the hierarchy alone, 1 and 2 would be together.
  expect((await project.asked()).filter((task) => task.startsWith('1:'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/^1:[13] 1:[13]$/)]),
  )
})

test('treats a plan made before a decision as outdated', async () => {
  await plan()
  expect((await readPlan(operator, project.slug)).report).not.toBeNull()
  await decide(4, 3, 'same')
  expect((await readPlan(operator, project.slug)).report).toBeNull()
  await decide(4, 3, null)
  expect((await readPlan(operator, project.slug)).report).not.toBeNull()
})
