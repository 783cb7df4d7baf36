import { z } from 'zod'
import { agreementFigures, pairAgreement, raterAgreement } from '@/lib/contracts/agreement'
import type { DriftWindow, RaterDetail, RaterModel } from '@/lib/contracts/raters/rater-detail'
import { findRaterAgreement } from '@/lib/db/agreement/agreement-query'
import { prisma } from '@/lib/db/client'
import { countExpertAnswers } from '@/lib/db/golden/rater-golden-query'
import { findReachable } from '@/lib/db/raters/rater-messages'
import {
  countRaterAnswers,
  findRater,
  findRaterRun,
  findRaterStatus,
  findRaterVotes,
  findRaterVotesState,
  type RaterRunRow,
} from '@/lib/db/raters/rater-query'
import type { Actor } from '@/lib/domain/permissions'
import { answers } from '@/lib/domain/rating/answer'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { memoize } from '@/lib/services/memoize'
import { qualitySettingsOf } from '@/lib/services/quality/quality-settings'
import { findRunSummaries } from '@/lib/services/runs/list-runs'
import { driftOf, judgementOf } from './rater-judgement'

interface VoteFigures {
  lastAt: Date | null
  againstRun: RaterDetail['againstRun']
  drift: DriftWindow[]
}
/** Memoized until the votes or the run change, since it is bootstrapped over thousands of votes. */
const keepFigures = memoize<VoteFigures>(64)

/** Compares with the named run, else the latest with parameters of raters. */
export async function readRater(
  actor: Actor,
  { slug, raterId, runId }: { slug: string; raterId: number; runId: number | null },
): Promise<RaterDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [rater, status, run] = await Promise.all([
    findRater(projectId, raterId),
    findRaterStatus(projectId, raterId),
    findRaterRun(projectId, raterId, runId),
  ])
  if (!rater || !status) throw notFound('rater')
  if (runId !== null && !run) throw notFound('run')
  const [state, runs] = await Promise.all([
    findRaterVotesState(projectId, raterId),
    findRunSummaries(projectId, prisma, run?.id),
  ])
  const summary = runs.find(({ id }) => id === run?.id)
  const key = [projectId, raterId, summary?.id, summary?.createdAt, state].join(' ')
  const [votes, figures, accuracies, expertAnswers, agreement, reachable] = await Promise.all([
    countRaterAnswers(projectId, raterId),
    keepFigures(key, () => figuresOf(projectId, raterId, run?.id ?? null)),
    goldenAccuracies(projectId),
    rater.isExpert ? countExpertAnswers(projectId, raterId) : null,
    findAgreementOf(projectId, raterId),
    findReachable(projectId, [raterId]),
  ])
  const golden = accuracies.get(raterId)
  const titles = runs.map(({ id, title }) => ({ id, title }))
  return {
    ...rater,
    votes,
    golden: golden?.marks ?? null,
    expertAnswers,
    lastActivityAt: figures.lastAt?.toISOString() ?? null,
    hasSimulated: project.hasSimulated,
    hasIdentity: reachable.has(raterId),
    status: {
      pausedAt: status.pausedAt?.toISOString() ?? null,
      isExcluded: status.isExcluded,
      replaceable: status.replaceable,
      isBeforeTest: !status.isQualified && qualitySettingsOf(project.quality).qualification !== null,
      hasAttempts: status.hasAttempts,
    },
    runs: titles,
    run: run && (titles.find(({ id }) => id === run.id) ?? { id: run.id, title: run.method }),
    againstRun: figures.againstRun,
    model: run && raterModel(run),
    againstGolden: golden
      ? { counts: [golden.counts.holds, golden.counts.holdsNot], imageCount: golden.counts.images }
      : null,
    drift: run && figures.drift,
    agreement,
  }
}

async function figuresOf(projectId: number, raterId: number, runId: number | null): Promise<VoteFigures> {
  const votes = await findRaterVotes(projectId, raterId, runId)
  const judged = votes.flatMap(({ score, ...vote }) => (score === null ? [] : [{ ...vote, truth: score }]))
  return {
    lastAt: votes.reduce<Date | null>((last, { submittedAt: at }) => (at && (!last || at > last) ? at : last), null),
    againstRun: judgementOf(judged),
    drift: driftOf(judged),
  }
}

/** Null if the rater is not in the newest report. */
async function findAgreementOf(projectId: number, raterId: number): Promise<RaterDetail['agreement']> {
  const row = await findRaterAgreement(projectId, raterId)
  const rater = raterAgreement.safeParse(row?.rater)
  const overall = agreementFigures.safeParse(row?.overall)
  const pairs = pairAgreement.array().safeParse(row?.pairs)
  if (!row || !rater.success || !overall.success || !pairs.success) return null
  return { createdAt: row.createdAt.toISOString(), rater: rater.data, overall: overall.data, pairs: pairs.data }
}

const probability = z.array(z.array(z.number()))

const model = z.object({
  classes: z.array(z.string()),
  answers: z.array(z.string()),
  skillMeaning: z.string(),
  rater: z.object({
    goldenAnswerCount: z.number().int(),
    skill: z.number(),
    probability: probability.nullable(),
  }),
})

/** The format of the first version: two hidden classes, and no skill. */
const firstModel = z.object({
  rater: z.object({
    goldenAnswerCount: z.number().int(),
    negative: z.array(z.number()).length(answers.length),
    positive: z.array(z.number()).length(answers.length),
  }),
})

/** Null if the run's model estimates nothing about the rater, or has an unknown format. */
function raterModel(run: RaterRunRow): RaterModel | null {
  const known = model.safeParse(run)
  if (known.success) {
    const { classes, rater, skillMeaning } = known.data
    const fits = rater.probability?.every((row) => row.length === known.data.answers.length) ?? true
    if (!fits || (rater.probability && rater.probability.length !== classes.length)) return null
    return { classes, answers: known.data.answers, skillMeaning, ...rater }
  }
  const first = firstModel.safeParse(run)
  if (!first.success) return null
  const { goldenAnswerCount, negative, positive } = first.data.rater
  return {
    classes: ['does not apply', 'applies'],
    answers: [...answers],
    probability: [negative, positive],
    skill: null,
    skillMeaning: null,
    goldenAnswerCount,
  }
}
