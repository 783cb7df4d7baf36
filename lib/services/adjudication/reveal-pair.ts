import type { RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import {
  findCurrentAdjudications,
  findPairVotes,
  findProposingModels,
} from '@/lib/db/adjudication/adjudication-pair-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Candidate } from '@/lib/db/generated/client'
import { findGoldenNotes } from '@/lib/db/golden/golden-notes'
import { findPairAnswers } from '@/lib/db/golden/golden-pair-query'
import { findRaterGoldenAnswers } from '@/lib/db/golden/rater-golden-query'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { answerAccuracy } from '@/lib/evaluation/answer-accuracy'
import { conclusionOf } from '@/lib/services/golden/golden-pair-scope'
import { type AdjudicationScope, adjudicationScope, openCandidate } from './adjudication-scope'

/** How right a rater was on golden answers, a maybe counting half; null without any. */
async function goldenAccuracy(projectId: number, raterId: number, db: Db) {
  const judged = (await findRaterGoldenAnswers(projectId, raterId, db)).filter(({ holds }) => holds !== null)
  const marks = judged.map(({ answer, holds }) => (answer === 1 ? 0.5 : (answer === 2) === holds ? 1 : 0))
  return answerAccuracy(
    marks.length,
    marks.reduce<number>((sum, mark) => sum + mark, 0),
  )
}

/** What everybody else said of a pair, for someone who has answered about it. */
export async function readRevealedPair(
  { project, raterId, run }: AdjudicationScope,
  { id: candidateId, imageId, classId, isOriginal }: Candidate,
  db: Db = prisma,
): Promise<RevealedPair> {
  const projectId = project.id
  const [votes, experts, thread, models, score, earlier] = await Promise.all([
    findPairVotes(projectId, { imageId, candidateId, readerId: raterId }, db),
    findPairAnswers(projectId, candidateId, db),
    findGoldenNotes(projectId, candidateId, db),
    findProposingModels(projectId, { imageId, candidateId, classId }, db),
    run && db.score.findUnique({ where: { projectId_runId_candidateId: { projectId, runId: run.id, candidateId } } }),
    findCurrentAdjudications(projectId, candidateId, db),
  ])
  const golden = await Promise.all(votes.map((vote) => goldenAccuracy(projectId, vote.raterId, db)))
  return {
    candidateId,
    isOriginal,
    run: run && score && { id: run.id, score: score.score, low: score.low, high: score.high, threshold: run.threshold },
    votes: votes.map((vote, k) => ({ ...vote, answer: answerOf(vote.answer), golden: golden[k]! })),
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

/** The others' answers to a pair: asked for with one's own, which comes first. */
export async function revealPair(
  actor: Actor,
  { slug, candidateId }: { slug: string; candidateId: number },
  db: Db = prisma,
): Promise<RevealedPair> {
  const scope = await adjudicationScope(actor, slug, db)
  return readRevealedPair(scope, await openCandidate(scope, candidateId, db), db)
}
