import { afterEach, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { type AdaptiveProject, adaptiveProject } from '@/lib/services/testing/adaptive-project'
import { readVoteEvidence } from './read-evidence'

let project: AdaptiveProject
afterEach(() => project.remove())

test('takes the priors from golden candidates that raters are asked about, not from those of unanimous images', async () => {
  project = await adaptiveProject({ images: 6, minimum: 3, maximum: 5, limit: null, raters: 8 })
  await project.launch()
  const { projectId } = project
  const evidence = () => withCopySession((session) => readVoteEvidence(session, projectId))
  await prisma.rater.create({ data: { projectId, id: 20, kind: 'human', isExpert: true } })
  const asked = await prisma.candidate.findMany({ where: { projectId }, orderBy: { id: 'asc' } })
  const says = (raterId: number, candidateId: number, holds: boolean) => ({
    ...{ projectId, raterId, candidateId, answer: holds ? 2 : 0 },
    source: raterId === 20 ? ('expert' as const) : ('qualification' as const),
  })
  // Of the original labels two in three hold, of the others one in ten.
  const truth = asked.map(({ isOriginal, imageId }, at) => (isOriginal ? imageId % 3 > 0 : at % 10 === 0))
  await prisma.goldenAnswer.createMany({
    data: [20, 1].flatMap((rater) => asked.map(({ id }, at) => says(rater, id, truth[at]!))),
  })
  const before = await evidence()
  expect(before!.from).toMatchObject({ golden: expect.any(Number) })

  const unasked = Array.from({ length: 40 }, (_, at) => 1_000 + at)
  await prisma.image.createMany({
    data: unasked.map((id) => ({ projectId, id, position: id, fileName: `${id}.jpg`, originalClassId: 0 })),
  })
  await prisma.candidate.createMany({
    data: unasked.map((id) => ({ projectId, id, imageId: id, classId: 0, position: id, isOriginal: true })),
  })
  await prisma.goldenAnswer.createMany({ data: unasked.map((id) => says(20, id, true)) })
  expect((await evidence())!.base).toEqual(before!.base)
})
