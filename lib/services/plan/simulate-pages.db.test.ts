import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { makeGridProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { simulateRaters } from './simulate-raters'

let project: RatingProject

test('simulated raters tap what does not fit if the project allows it', async () => {
  project = await makeGridProject({ images: 3, candidates: 1 })
  const { slug, id } = project
  const simulate = () => simulateRaters(operator, { slug, raters: 2, seed: 1, pageMode: 'tap-no' })
  await expect(simulate()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('settings') })
  await prisma.project.update({ where: { id }, data: { answerModes: ['tap-no'] } })
  await simulate()
  const shown = await prisma.shownCandidate.findMany({
    where: { projectId: id },
    include: { votes: true, assignment: true },
  })
  expect(shown).toHaveLength(6)
  for (const { isRest, votes, assignment } of shown)
    expect([assignment.answerMode, isRest]).toEqual(['tap-no', votes[0]!.answer === 2])
})
