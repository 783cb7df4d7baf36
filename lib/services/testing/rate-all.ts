import type { RatingTask } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'

type Answers = readonly Answer[]

async function submitTask(actor: Actor, slug: string, { assignmentId, revision }: RatingTask, answers: Answers) {
  const shownMs = answers.map(() => 1)
  const submission = {
    slug,
    assignmentId,
    revision,
    answers: [...answers],
    durationMs: 1,
    imageShownMs: 1_000,
    shownMs,
  }
  return (await submitVotes(actor, submission)).next.task
}

/** Rates until nothing is left for the actor, with the given answers for one task after another. */
export async function rateAll(actor: Actor, slug: string, answersOfTasks: readonly Answers[]) {
  let { task } = await leaseNextTask(actor, { slug })
  for (const answers of answersOfTasks) {
    if (!task) throw new Error('Fewer tasks than answers.')
    task = await submitTask(actor, slug, task, answers)
  }
}

/** Like `rateAll`, with answers by candidate id, since each rater gets tasks and candidates in a different order. */
export async function rateById(project: { id: number; slug: string }, actor: Actor, answersById: Answers) {
  let { task } = await leaseNextTask(actor, project)
  while (task) {
    const shown = await prisma.shownCandidate.findMany({
      where: { projectId: project.id, assignmentId: task.assignmentId },
      orderBy: { position: 'asc' },
      select: { candidateId: true },
    })
    const answers = shown.map(({ candidateId }) => answersById[candidateId]!)
    task = await submitTask(actor, project.slug, task, answers)
  }
}
