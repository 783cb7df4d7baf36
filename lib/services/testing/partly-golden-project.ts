import { prisma } from '@/lib/db/client'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { rateById } from './rate-all'
import { makeRatingProject } from './rating-project'

const taskCount = 30

/** Three raters answer 30% of candidates wrong, and an expert has answered about the first twenty of thirty images. */
export async function partlyGoldenProject() {
  const project = await makeRatingProject({ tasks: taskCount, candidates: 2, quota: 3 })
  const random = seededRandom(5)
  const answer = () => (random() < 0.3 ? 'yes' : 'no')
  for (let rater = 0; rater < 3; rater++) {
    const answers = Array.from({ length: taskCount }, () => [random() < 0.3 ? 'no' : 'yes', answer()] as const).flat()
    await rateById(project, await project.addRater(), answers)
  }
  await prisma.$executeRaw`INSERT INTO rater (project_id, id, kind, is_expert) VALUES (${project.id}::int, 90, 'human', true)`
  await prisma.$executeRaw`INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
    SELECT project_id, id, 90, 'expert', CASE WHEN is_original THEN 2 ELSE 0 END FROM candidate
    WHERE project_id = ${project.id}::int AND image_id < 20`
  return project
}
