import type { Workshop } from '@/lib/contracts/workshop'
import { prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { listLaunchedBatches } from '@/lib/db/workshop/batch-list-query'
import { findPlanBasis } from '@/lib/db/workshop/plan-basis-query'
import { findPlanStart } from '@/lib/db/workshop/plan-start-query'
import { findProposalState } from '@/lib/db/workshop/proposal-state-query'
import { countPredictions, countVoted, findClassNames, findWorkshopSizes } from '@/lib/db/workshop/workshop-query'
import type { Actor } from '@/lib/domain/permissions'
import { mostAskedClasses } from '@/lib/domain/workshop/plan-source'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'
import { hasVoteEvidence, noEvidence } from './adaptive/read-evidence'
import { batchSummaryOf } from './batch-summary'
import { draftPlan, planKey } from './draft-plan'
import { measuredAnswerTime } from './measured-answer-time'
import { readVotesReplay } from './read-votes-replay'

const workshopJobs = ['plan-proposals', 'launch-batch', 'simulate-raters']

/** Counting millions of predictions takes longer than all else here, and they change only with their model. */
const predictionCounts = memoize<Awaited<ReturnType<typeof countPredictions>>>(1_000)

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

/** What the workshop starts from: the draft's choices, what there is to choose from, and the report when it still holds. */
export async function readWorkshop(actor: Actor, slug: string): Promise<Workshop> {
  const { project } = await guardProject(actor, slug, 'admin')
  return workshopOf(project)
}

/** The same for whoever knows already that the actor may see it. */
export async function workshopOf({ id: projectId, ratersPerTask }: Project): Promise<Workshop> {
  const [models, sizes, batches, start, job, state, basis, measured, voted, replay] = await Promise.all([
    findModels(projectId),
    findWorkshopSizes(projectId),
    listLaunchedBatches(projectId),
    findPlanStart(projectId),
    prisma.job.findFirst({
      where: { projectId, kind: { in: workshopJobs }, state: { in: ['queued', 'running'] } },
      orderBy: { createdAt: 'desc' },
    }),
    findProposalState(projectId),
    findPlanBasis(projectId, prisma),
    measuredAnswerTime(projectId),
    countVoted(projectId),
    readVotesReplay(projectId),
  ])
  const { settings, computed } = draftPlan(start, { ...basis, ratersPerTask })
  const areFew = basis.classIndices.length <= mostAskedClasses
  const chosen = settings.source.from === 'classes' ? (settings.source.classes ?? []) : []
  const classes = await findClassNames(projectId, areFew ? basis.classIndices : chosen)
  return {
    settings,
    draft: start?.isDraft ? { batchId: start.id, name: start.name, changedAt: start.changedAt.toISOString() } : null,
    models,
    classes,
    ...sizes,
    measuredTime: measured,
    batches: batches.map(batchSummaryOf),
    report: computed?.key === planKey(settings, state) ? computed.report : null,
    adaptiveObstacle: settings.adaptive && !(await hasVoteEvidence(projectId)) ? noEvidence : null,
    ...{ voted, replay },
    activeJobId: job?.id ?? null,
  }
}
