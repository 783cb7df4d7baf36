import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { seededRandom } from '@/lib/numeric/seeded-random'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'
import { openGoldenImage, submitGoldenAnswers } from '@/lib/services/golden/golden-image'
import { makeRatingProject, type RatingProject, rateById } from './rating-project'

export interface GoldenProject extends RatingProject {
  admin: Actor
  addExpert(name?: string): Promise<Actor>
  /** Opens an image and answers about every class by name; classes not named are answered no. */
  answer(expert: Actor, imageId: number, answers?: Record<string, Answer>): Promise<void>
}

/**
 * Two models predict twelve classes: class 0 is every image's original label, the first model predicts classes 0 to 4
 * and the second classes 3 to 7. Experts are asked about `drawn` of the images.
 */
export async function makeGoldenProject({ images = 6, drawn = 0 } = {}): Promise<GoldenProject> {
  const project = await makeRatingProject({ tasks: images, candidates: 3 })
  const { id } = project
  await prisma.$executeRaw`INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
    SELECT ${id}::int, i, i, 'secret-class-' || i, 'class ' || i, ARRAY['alias ' || i], 'a gloss', '{root}'
    FROM generate_series(3, 11) i`
  await prisma.$executeRaw`INSERT INTO class (project_id, id, name, other_names, path) VALUES (${id}::int, 20, 'root', '{}', '{root}')`
  await prisma.$executeRaw`INSERT INTO class_parent (project_id, child_id, parent_id) SELECT ${id}::int, i, 20 FROM generate_series(0, 11) i`
  await prisma.$executeRaw`INSERT INTO model (project_id, id, name, score_kind)
    VALUES (${id}::int, 1, 'secret-model-one', 'probability'), (${id}::int, 2, 'secret-model-two', 'probability')`
  await prisma.$executeRaw`INSERT INTO prediction (project_id, model_id, image_id, rank, class_id, score)
    SELECT ${id}::int, m, i, k, 3 * (m - 1) + k, 0.125 / (k + 1)
    FROM generate_series(1, 2) m, generate_series(0, ${images - 1}::int) i, generate_series(0, 4) k`
  const admin = await project.addMember('admin')
  const draw = { size: drawn, seed: 1, isStratified: false }
  if (drawn > 0) await drawGoldenImages(admin, { slug: project.slug, draw })
  return {
    ...project,
    admin,
    addExpert: async (name) => {
      const expert = await project.addMember('expert')
      if (name && expert.kind === 'account')
        await prisma.appUser.update({ where: { id: expert.userId }, data: { name } })
      return expert
    },
    answer: async (expert, imageId, answers = {}) => {
      const task = await openGoldenImage(expert, { slug: project.slug, imageId })
      await submitGoldenAnswers(expert, {
        slug: project.slug,
        imageId,
        revision: task.revision,
        answers: task.candidates.map(({ classId, name }) => ({ classId, answer: answers[name] ?? 'no' })),
      })
    },
  }
}

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
