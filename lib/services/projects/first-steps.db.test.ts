import { expect, test } from 'vitest'
import { operator } from '@/lib/domain/permissions'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForFile } from '@/lib/services/testing/rating-project'
import { readFirstSteps } from './read-project'

const project = madeForFile(aggregatedProject)

test('counts runs among the first steps, and hides the steps after the first release', async () => {
  expect(await readFirstSteps(operator, project.slug)).toMatchObject({ joined: 0, runs: 0 })
  await project.account('rater')
  await project.aggregate()
  expect(await readFirstSteps(operator, project.slug)).toMatchObject({ links: 0, joined: 1, runs: 1 })
  await publishRelease(operator, { slug: project.slug, projectRoot: process.cwd(), notes: '', license: '' })
  expect(await readFirstSteps(operator, project.slug)).toBeNull()
})

test('shows the first steps to admins only', async () => {
  for (const role of ['rater', 'expert'] as const)
    await expect(readFirstSteps(await project.account(role), project.slug)).rejects.toMatchObject({ code: 'forbidden' })
})
