import { prisma } from '@/lib/db/client'

interface AnsweredTask {
  projectId: number
  raterId: number
  taskId: number
  /** By position in the task, as stored: 0 no, 1 maybe, 2 yes. */
  answers: number[]
  /** The position of the submission in the rater's order. */
  order: number
  activeMs?: number
  minutesAgo?: number
}

/** Writes what a submission writes: the assignment, what was shown, and votes or hidden golden answers. */
export async function answeredTask(task: AnsweredTask): Promise<void> {
  const { projectId, raterId, taskId, answers, order, activeMs = 4_000, minutesAgo = 0 } = task
  const at = new Date(Date.now() - minutesAgo * 60_000)
  const found = await prisma.task.findUniqueOrThrow({
    where: { projectId_id: { projectId, id: taskId } },
    include: { candidates: { orderBy: { position: 'asc' } } },
  })
  const { id: assignmentId } = await prisma.assignment.create({
    data: {
      ...{ projectId, taskId, raterId, state: 'submitted', submittedAt: at, submittedOrder: order },
      ...{ durationMs: activeMs * 2, imageShownMs: activeMs * 2, activeMs, orderSeed: 1 },
    },
    select: { id: true },
  })
  const { imageId } = found
  const asked = found.candidates.map(({ candidateId, position }) => ({
    candidateId,
    position,
    answer: answers[position]!,
  }))
  await prisma.shownCandidate.createMany({
    data: asked.map(({ candidateId, position }) => ({
      projectId,
      assignmentId,
      candidateId,
      raterId,
      imageId,
      position,
    })),
  })
  if (found.kind === 'rating')
    await prisma.vote.createMany({
      data: asked.map(({ candidateId, answer }) => ({
        projectId,
        imageId,
        candidateId,
        raterId,
        assignmentId,
        answer,
      })),
    })
  else
    await prisma.goldenAnswer.createMany({
      data: asked.map(({ candidateId, answer }) => ({
        ...{ projectId, candidateId, raterId, answer, answeredAt: at },
        source: found.kind === 'golden' ? 'hidden' : found.kind === 'test' ? 'qualification' : 'training',
      })),
    })
}

/** Adds a rater without an account. */
export const addRaterRow = (projectId: number, id: number) =>
  prisma.rater.create({ data: { projectId, id, kind: 'human' }, select: { id: true } })
