import { adaptiveVotes, type VotesReplay } from '@/lib/contracts/plan/adaptive-batch'
import type { PlanReport, PlanSettings, PlanState } from '@/lib/contracts/plan/plan'
import { replayAdaptiveResult } from '@/lib/contracts/runs/replay-adaptive'
import { prisma } from '@/lib/db/client'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import { findLaunchedBatches, keepReport } from '@/lib/db/plan/batch-query'
import {
  countPredictions,
  countVoted,
  findClassNames,
  findPlanBasis,
  findPlanSizes,
  findPlanStart,
  findProposalState,
  type ProposalState,
} from '@/lib/db/plan/plan-query'
import { findDocumentInForce } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { maxAskedClasses } from '@/lib/domain/plan/plan-source'
import { guardProject } from '@/lib/services/access/guard-project'
import { largeProjectKey } from '@/lib/services/large-project'
import { memoize, slowFigures } from '@/lib/services/memoize'
import { hasVoteEvidence, noEvidence } from '@/lib/services/plan/adaptive/read-evidence'
import { draftPlan, planKey } from './draft-plan'
import { makePlan, type PlanHooks, storedPlanOf } from './make-plan'
import { measuredAnswerTime } from './measured-answer-time'

async function readVotesReplay(projectId: number): Promise<VotesReplay | null> {
  const found = await findNewestResult({ projectId, kind: 'replay-votes' }, replayAdaptiveResult)
  const input = adaptiveVotes.safeParse(found?.payload).data
  if (!found || !input) return null
  const { candidates, votes, losslessSaved, saved, lost, changedShare, replays } = found.result
  return {
    ...input,
    finishedAt: found.finishedAt,
    ...{ orders: replays.length, candidates, votes, losslessSaved: losslessSaved.mean },
    limited:
      input.limit === null
        ? null
        : {
            ...{ saved: saved.mean, lost: lost.mean, changedShare: changedShare.mean },
            changed: changedShare.mean * candidates,
            unproved: replays.filter(({ price }) => price === null).length,
          },
  }
}

const planJobs = ['plan-proposals', 'launch-batch', 'simulate-raters']

/** Counting millions of predictions is the slowest query here, and they change only with their model. */
const predictionCounts = memoize<Awaited<ReturnType<typeof countPredictions>>>(1_000)

const keptBatches = slowFigures<Awaited<ReturnType<typeof findLaunchedBatches>>>()
const keptVoted = slowFigures<Awaited<ReturnType<typeof countVoted>>>()
const keptStates = slowFigures<ProposalState>()

/** Readers of figures over the whole project, which are cached in a large one until the next audit event. */
async function figuresOver(projectId: number) {
  const key = await largeProjectKey(projectId)
  const batches = () => findLaunchedBatches(projectId)
  const voted = () => countVoted(projectId)
  const state = () => findProposalState(projectId)
  return {
    batches: key === null ? batches : () => keptBatches(key, batches),
    voted: key === null ? voted : () => keptVoted(key, voted),
    /** Whether a report is up to date; the cache is separate for each report. */
    isStill: async (computed: string, keyOf: (state: ProposalState) => string) =>
      computed === keyOf(await (key === null ? state() : keptStates(`${key} ${computed}`, state))),
  }
}

async function findModels(projectId: number) {
  const models = await prisma.model.findMany({ where: { projectId, isScoredOnly: false }, orderBy: { id: 'asc' } })
  return Promise.all(
    models.map(async ({ id, name, scoreKind, changedAt }) => {
      const key = `${projectId} ${id} ${changedAt.toISOString()}`
      const counts = await predictionCounts(key, () => countPredictions(projectId, id))
      return { id, name, scoreKind, ...counts }
    }),
  )
}

export async function readPlan(actor: Actor, slug: string): Promise<PlanState> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { id: projectId, ratersPerTask } = project
  const figures = await figuresOver(projectId)
  const [models, sizes, batches, start, job, basis, measured, voted, replay, guidelines] = await Promise.all([
    findModels(projectId),
    findPlanSizes(projectId),
    figures.batches(),
    findPlanStart(projectId),
    prisma.job.findFirst({
      where: { projectId, kind: { in: planJobs }, state: { in: ['queued', 'running'] } },
      orderBy: { createdAt: 'desc' },
    }),
    findPlanBasis(projectId, prisma),
    measuredAnswerTime(projectId),
    figures.voted(),
    readVotesReplay(projectId),
    findDocumentInForce(projectId, 'guidelines', null),
  ])
  const { settings, computed } = draftPlan(start, { ...basis, ratersPerTask })
  const areFew = basis.classIndices.length <= maxAskedClasses
  const chosen = settings.source.from === 'classes' ? (settings.source.classes ?? []) : []
  const classes = await findClassNames(projectId, areFew ? basis.classIndices : chosen)
  return {
    settings,
    draft: start?.isDraft ? { batchId: start.id, name: start.name, changedAt: start.changedAt.toISOString() } : null,
    models,
    classes,
    ...sizes,
    measuredTime: measured,
    batches,
    report:
      computed && (await figures.isStill(computed.key, (state) => planKey(settings, state))) ? computed.report : null,
    adaptiveObstacle: settings.adaptive && !(await hasVoteEvidence(projectId)) ? noEvidence : null,
    ...{ voted, replay, hasGuidelines: guidelines !== null },
    activeJobId: job?.id ?? null,
  }
}

/** Computes a plan. The report is stored with the project's draft if the draft has the same choices. */
export async function planProposals(
  actor: Actor,
  { slug, settings }: { slug: string; settings: PlanSettings },
  hooks: PlanHooks = {},
): Promise<PlanReport> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const plan = await makePlan({ projectId, settings }, hooks)
  await keepReport(projectId, storedPlanOf(plan))
  return plan.report
}
