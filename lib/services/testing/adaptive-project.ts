import { randomUUID } from 'node:crypto'
import type { AdaptiveVotes } from '@/lib/contracts/plan/adaptive-batch'
import { prisma } from '@/lib/db/client'
import { findShownCandidates } from '@/lib/db/plan/simulated-raters'
import { leaseTasks, type RatingSessionRow, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { removeProjectRows } from '@/lib/db/testing/remove-project-rows'
import { operator } from '@/lib/domain/permissions'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { changeDraft } from '@/lib/services/plan/change-draft'
import { launchBatch } from '@/lib/services/plan/launch-batch'
import { addRun } from './add-run'

const classCount = 8
const classIndices = Array.from({ length: classCount }, (_, index) => index)

export interface AdaptiveProjectOptions extends AdaptiveVotes {
  images: number
  maximum: number
  raters: number
  /** Whether there is a run that estimates how reliable raters are. */
  hasRun?: boolean
}

/** Rater confusion matrix: nine in ten answers are right. */
const matrix = [
  [0.9, 0.04, 0.06],
  [0.06, 0.04, 0.9],
]

/** Makes a project with an adaptive batch that asks about every class for every image, raters and optionally a run. */
export async function adaptiveProject({ images, maximum, raters, hasRun = true, ...adaptive }: AdaptiveProjectOptions) {
  const slug = `test-${randomUUID().slice(0, 13)}`
  const { id: projectId } = await prisma.project.create({ data: { slug, name: slug, ratersPerTask: maximum } })
  await prisma.class.createMany({
    data: classIndices.map((index) => ({
      ...{ projectId, id: index, classIndex: index, name: `class ${index}`, otherNames: [], path: [] },
    })),
  })
  await prisma.image.createMany({
    data: Array.from({ length: images }, (_, position) => ({
      ...{ projectId, id: position, position, fileName: `${position}.jpg`, originalClassId: position % classCount },
    })),
  })
  const raterIds = Array.from({ length: raters }, (_, at) => at + 1)
  await prisma.rater.createMany({ data: raterIds.map((id) => ({ projectId, id, kind: 'human' as const })) })
  if (hasRun)
    await addRun(projectId, {
      ...{ method: 'calibrated', prior: 0.2, iterations: 1 },
      raterParameters: {
        ...{
          classes: ['does not apply', 'applies'],
          answers: ['no', 'maybe', 'yes'],
          skillMeaning: '',
          annotators: [],
        },
        raters: raterIds.map((raterId) => ({ raterId, goldenAnswerCount: 0, skill: 0, probability: matrix })),
      },
    })
  await changeDraft(operator, {
    slug,
    changes: {
      source: { from: 'classes', classes: classIndices },
      ...{ candidatesPerTask: 4, ratersPerTask: maximum, adaptive },
    },
  })

  const answerOf = (raterId: number, candidateId: number) => {
    const holds = hashedDraw(candidateId, 1) < 0.2
    return hashedDraw(candidateId, raterId, 2) < 0.88 === holds ? 2 : 0
  }
  let seed = 0
  const lease = async (raterId: number): Promise<RatingSessionRow> => {
    for (;;) {
      const session = await leaseTasks(projectId, raterId, ++seed)
      if (session.state !== 'looking') return session
    }
  }
  const submissionOf = async (raterId: number, task: { assignmentId: number; revision: number }) => {
    const { assignmentId, revision } = task
    const candidates = await findShownCandidates(projectId, assignmentId)
    const answers = candidates.map((candidateId) => answerOf(raterId, candidateId))
    const times = { durationMs: 1_000, imageShownMs: 1_000 }
    const each = { shownMs: answers.map(() => 100), rest: answers.map(() => false) }
    return { projectId, raterId, assignmentId, revision, answers, ...times, ...each }
  }
  const submit = async (raterId: number, task: { assignmentId: number; revision: number }) =>
    submitAndLease(await submissionOf(raterId, task), ++seed)
  return {
    ...{ projectId, slug, raterIds, lease, submissionOf, submit },
    launch: () => launchBatch(operator, { slug, name: 'Adaptive', projectRoot: process.cwd() }),
    /** Answers all tasks available to a rater, and returns their number. */
    async rateAll(raterId: number): Promise<number> {
      for (let count = 0; ; count++) {
        const { task } = await lease(raterId)
        if (!task) return count
        await submit(raterId, task)
      }
    },
    remove: () => removeProjectRows(projectId),
  }
}
export type AdaptiveProject = Awaited<ReturnType<typeof adaptiveProject>>
