import type { GoldenAnswersInput, GoldenAnswersOutput } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { findAnswersAtRevision, lockExpert, writeGoldenAnswers } from '@/lib/db/golden/golden-answer-rows'
import {
  findGoldenCandidates,
  findGoldenImage,
  findGoldenSteps,
  findGoldenVisit,
} from '@/lib/db/golden/golden-image-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import { goldenProgress, nextOpenImage } from '@/lib/domain/golden/golden-position'
import { goldenSubmission, type SubmissionVerdict } from '@/lib/domain/golden/golden-submission'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { accessAsExpert, goneToAnswer, requireSameRater } from './golden-expert'

function refusal(verdict: Exclude<SubmissionVerdict, { kind: 'accepted' | 'repeated' }>): AppError {
  if (verdict.kind === 'conflict')
    return new AppError('conflict', 'Different answers about this image were already saved, perhaps in another tab.')
  if (verdict.kind === 'missing')
    return new AppError('conflict', 'A class was added to this image in the meantime. Answer about it too.', {
      answers: `${verdict.count} missing`,
    })
  return new AppError('invalid-input', 'Answer each class of the image once.', {
    [`answers.${verdict.position}`]: 'is not about a class of this image, or about one that is already answered',
  })
}

/** Moves changed answers to the history. Sending again is safe, even after the expert has answered anew. */
export async function submitGoldenAnswers(
  actor: Actor,
  { slug, imageId, ...input }: GoldenAnswersInput & { slug: string; imageId: number },
): Promise<GoldenAnswersOutput> {
  const access = await accessAsExpert(actor, slug)
  requireSameRater(access, input.raterId)
  const { project, raterId } = access
  const projectId = project.id
  const outcome = await repeatOnConflict(() =>
    prisma.$transaction(async (tx) => {
      await lockExpert(projectId, raterId, tx)
      if (!(await findGoldenImage(projectId, imageId, tx))) throw goneToAnswer('golden image')
      const visit = await findGoldenVisit(projectId, imageId, raterId, tx)
      const now = await findGoldenCandidates(projectId, imageId, raterId, tx)
      const before =
        visit && input.revision < visit.revision
          ? await findAnswersAtRevision({ projectId, imageId, raterId, revision: input.revision }, tx)
          : new Map<number, number>()
      const candidates = now.map((one) => ({ ...one, answer: before.get(one.candidateId) ?? one.answer }))
      const verdict = goldenSubmission(input, visit?.revision ?? null, candidates)
      if (verdict.kind === 'repeated') return 'repeated' as const
      if (verdict.kind !== 'accepted') throw refusal(verdict)
      const { candidateIds, answers } = verdict
      const { revision } = input
      await writeGoldenAnswers({ projectId, imageId, raterId, revision, candidateIds, answers }, tx)
      return 'accepted' as const
    }),
  )
  const steps = await findGoldenSteps(projectId, raterId)
  const index = steps.findIndex((step) => step.imageId === imageId)
  return { outcome, progress: goldenProgress(steps), nextOpenImageId: nextOpenImage(steps, index) }
}
