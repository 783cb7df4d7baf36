import type { RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import {
  findCurrentAdjudications,
  findPairVotes,
  findProposingModels,
} from '@/lib/db/adjudication/adjudication-pair-query'
import { prisma } from '@/lib/db/client'
import type { Candidate } from '@/lib/db/generated/client'
import { findGoldenNotes, findPairAnswers } from '@/lib/db/golden/golden-pair-query'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { goldenAccuracies } from '@/lib/services/golden/golden-accuracy'
import { conclusionOf } from '@/lib/services/golden/golden-pairs'
import { type AdjudicationScope, adjudicationScope, openCandidate } from './adjudication-scope'

/** Returns what everybody else said about a pair, for an expert who has answered it. */
export async function readRevealedPair(
  { project, raterId, run }: AdjudicationScope,
  { id: candidateId, imageId, classId, isOriginal }: Candidate,
  accuracies = goldenAccuracies(project.id),
): Promise<RevealedPair> {
  const projectId = project.id
  const [votes, golden, experts, thread, models, score, earlier] = await Promise.all([
    findPairVotes(projectId, { imageId, candidateId, readerId: raterId }),
    accuracies,
    findPairAnswers(projectId, candidateId),
    findGoldenNotes(projectId, candidateId),
    findProposingModels(projectId, { imageId, candidateId, classId }),
    run &&
      prisma.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }),
    findCurrentAdjudications(projectId, candidateId),
  ])
  return {
    candidateId,
    isOriginal,
    run: run && score && { id: run.id, score: score.score, low: score.low, high: score.high, threshold: run.threshold },
    votes: votes.map((vote) => ({
      ...vote,
      answer: answerOf(vote.answer),
      golden: golden.get(vote.raterId)?.marks ?? null,
    })),
    experts: experts.map(({ raterId, name, answer }) => ({ raterId, name, answer: answerOf(answer) })),
    thread: thread.map(({ conclusion, createdAt, ...note }) => ({
      ...note,
      conclusion: conclusionOf(conclusion),
      createdAt: createdAt.toISOString(),
    })),
    models,
    earlier: earlier.map(({ answer, ...row }) => ({ ...row, answer: answerOf(answer) })),
  }
}

/** Requires that the expert has answered first. */
export async function revealPair(
  actor: Actor,
  { slug, candidateId }: { slug: string; candidateId: number },
): Promise<RevealedPair> {
  const scope = await adjudicationScope(actor, slug)
  return readRevealedPair(scope, await openCandidate(scope, candidateId))
}
