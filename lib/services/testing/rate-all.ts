import type { SubmitInput } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import type { Answer } from '@/lib/domain/rating/answer'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'

type Answers = readonly Answer[]

/** Moves the lease of a rating task or page back, since no stored time exceeds the time since the lease. */
export const backdateLease = (slug: string, assignmentId: number, ms: number) =>
  prisma.assignment.updateMany({
    where: {
      rater: { project: { slug } },
      task: { kind: 'rating' },
      OR: [{ id: assignmentId }, { pageId: assignmentId }],
    },
    data: { leasedAt: new Date(Date.now() - ms) },
  })

/**
 * Submits answers to a task whose picture was shown for a second, with no other times unless `more` has them. A rating
 * task was then leased long enough ago.
 */
export async function submitTask(
  actor: Actor,
  slug: string,
  task: { assignmentId: number; revision?: number } | null | undefined,
  answers: Answers,
  more: Partial<SubmitInput> = {},
) {
  if (!task) throw new Error('There is no task to answer.')
  const { assignmentId, revision = 0 } = task
  const times = { durationMs: null, imageShownMs: 1_000, shownMs: null }
  const heldMs = more.durationMs ?? more.activeMs
  if (heldMs) await backdateLease(slug, assignmentId, heldMs)
  return submitVotes(actor, { slug, assignmentId, revision, answers: [...answers], ...times, ...more })
}

/** Leases the next task and submits answers to it. Returns its assignment. */
export async function answerNext(actor: Actor, slug: string, answers: Answers, more?: Partial<SubmitInput>) {
  const { task } = await leaseNextTask(actor, { slug })
  await submitTask(actor, slug, task, answers, more)
  return task!.assignmentId
}

const measured = (answers: Answers) => ({ durationMs: 1, shownMs: answers.map(() => 1) })

/** Rates until nothing is left for the actor, with the given answers for one task after another. */
export async function rateAll(actor: Actor, slug: string, answersOfTasks: readonly Answers[]) {
  let { task } = await leaseNextTask(actor, { slug })
  for (const answers of answersOfTasks) {
    task = (await submitTask(actor, slug, task, answers, measured(answers))).next.task
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
    task = (await submitTask(actor, project.slug, task, answers, measured(answers))).next.task
  }
}
