import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { readRaterSettings, saveRaterSettings } from './rater-settings'

let project: RatingProject

test('stores settings for each rater separately, and treats unreadable ones as unset', async () => {
  project = await makeRatingProject({ tasks: 1 })
  const [first, second] = [await project.addRater(), await project.addRater()]
  const at = { slug: project.slug }
  const settings = { keys: { yes: 'j' }, language: 'de' as const, answerMode: 'sweep' as const }
  await saveRaterSettings(first, { ...at, settings })
  expect(await readRaterSettings(first, at)).toEqual(settings)
  expect(await readRaterSettings(second, at)).toEqual({ keys: {}, language: null })
  await prisma.rater.updateMany({ where: { projectId: project.id }, data: { settings: { keys: 7 } } })
  expect(await readRaterSettings(first, at)).toEqual({ keys: {}, language: null })
})
