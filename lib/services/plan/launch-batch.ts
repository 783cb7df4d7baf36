import { isDeepStrictEqual } from 'node:util'
import type { AdaptiveVotes } from '@/lib/contracts/plan/adaptive-batch'
import {
  type BatchReason,
  batchReason,
  type LaunchInput,
  type LaunchResult,
  type PlanReport,
  type PlanSource,
} from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { announceLaunch, launchBatchRow, lockForLaunch } from '@/lib/db/plan/batch-rows'
import { findPlanBasis, findPlanStart, findProposalState, type PlanStartRow } from '@/lib/db/plan/plan-query'
import { insertAdaptiveBatch } from '@/lib/db/plan/round-rows'
import { writeGridGolden } from '@/lib/db/quality/control-tasks'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { sha256 } from '@/lib/db/sha256'
import type { Actor } from '@/lib/domain/permissions'
import { drawnShares } from '@/lib/domain/plan/adaptive'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import { adaptiveSeed } from '@/lib/services/plan/adaptive/kept-rule'
import { hasVoteEvidence, noEvidence } from './adaptive/read-evidence'
import { draftPlan, planKey } from './draft-plan'
import { type CreatedPlan, makePlan, type PlanHooks, planBasisOf, storedPlanOf } from './make-plan'
import type { ProposalData } from './read-proposal-data'
import { writeBatch } from './write-batch'

const planInputHash = ({ content, judgements, decisions }: ProposalData): string =>
  sha256(`${content.hash} ${judgements.hash}${decisions.hash && ` ${decisions.hash}`}`)

function nothingToAsk(source: PlanSource, { figures, imageCount, askedPairs, models }: PlanReport): string {
  const nothing = 'There is nothing to ask.'
  if (imageCount === 0) return `${nothing} The project has no images yet. Import some first.`
  const { from } = source
  if (from !== 'models' && askedPairs > 0)
    return `${nothing} All of it was asked in earlier batches. Add images, or ask about something else.`
  if (from === 'original' && figures.proposals === 0)
    return `${nothing} No image has an original label. Import labels first, or ask about every class of a list.`
  if (figures.proposals === 0)
    return `${nothing} No image has an original label or a prediction. Import labels or predictions first.`
  if (figures.unanimousImages === imageCount)
    return `${nothing} On all images, the top-1 of ${models.length === 1 ? 'the selected model' : 'every selected model'} is the original label. Select more models, or ask about unanimous images too.`
  if (askedPairs > 0)
    return `${nothing} All candidates that the selected models propose were asked in earlier batches. Add a model or images, raise the budget, or ask about unanimous images too.`
  return `${nothing} Select more models, raise the budget, or ask about unanimous images too.`
}

export interface LaunchHooks extends PlanHooks {
  /** Writes what must be in the same transaction as the launch. */
  beforeCommit?: (session: CopySession, result: LaunchResult) => Promise<void>
}

/** A plan is computed again if the data change in the meantime. After this many attempts, an admin has to act. */
const maxPlans = 3

async function reasonOf({ settings, data, outcome, report }: CreatedPlan, projectRoot: string): Promise<BatchReason> {
  const { figures, golden, time, ways, askedPairs, decidedPairs, leastTasks, meanDistance } = report
  return batchReason.parse({
    settings,
    models: outcome.chosen.models.map((index) => {
      const { id, name, scoreKind } = data.content.models[index]!
      return { modelId: id, name, scoreKind }
    }),
    ...{ figures, golden, time, ways, askedPairs, decidedPairs, leastTasks, meanDistance },
    classDecisions: [
      ...data.decisions.implied,
      ...data.decisions.apart.map(([first, second]) => ({ kind: 'apart', first, second })),
    ].map((one) => ({
      ...one,
      first: data.content.classIndices[one.first],
      second: data.content.classIndices[one.second],
    })),
    inputHash: planInputHash(data),
    codeVersion: await codeVersion(projectRoot),
  })
}

/** Throws AppError `conflict` if it is not as reviewed, or if votes are adaptive but nothing is known about raters. */
async function readDraft({ id: projectId, ratersPerTask }: Project, reviewed: LaunchInput['settings']) {
  const basis = await findPlanBasis(projectId, prisma)
  const { settings } = draftPlan(await findPlanStart(projectId), { ...basis, ratersPerTask })
  if (reviewed && !isDeepStrictEqual(reviewed, settings))
    throw conflict(
      'The plan was changed in another tab or by someone else after you reviewed it. Review it again, then launch.',
    )
  if (settings.adaptive && !(await hasVoteEvidence(projectId))) throw conflict(noEvidence)
  return settings
}

/**
 * Launches the project's draft: freezes its choices, stores the reason, and opens tasks for everything that raters have
 * not been asked about. One transaction; of two concurrent launches, the second gets what is left. Throws AppError
 * `conflict` with the reason if there is nothing to ask, or if the draft is not as it was reviewed.
 */
export async function launchBatch(
  actor: Actor,
  { slug, name, settings: reviewed, projectRoot }: LaunchInput & { slug: string; projectRoot: string },
  { beforeCommit, ...hooks }: LaunchHooks = {},
): Promise<LaunchResult> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  for (let attempt = 1; attempt <= maxPlans; attempt++) {
    const settings = await readDraft(project, reviewed)
    const plan = await makePlan({ projectId, settings }, hooks)
    const { source } = plan.settings
    if (source.from === 'classes' && source.classes?.length === 0)
      throw conflict('No class is chosen. Choose the classes that every image is asked about.')
    if (plan.report.figures.pairs === 0) throw conflict(nothingToAsk(source, plan.report))
    const reason = await reasonOf(plan, projectRoot)
    const result = await withCopySession(async (session) => {
      session.endBy(hooks.signal)
      const next = await lockForLaunch(session, projectId)
      const start = await findPlanStart(projectId, session)
      if (!(await isStillSo(session, { projectId, ratersPerTask: project.ratersPerTask, plan, start }))) return null
      const batchId = start?.isDraft ? start.id : next.batchId
      await launchBatchRow(session, { projectId, batchId, name, plan: storedPlanOf(plan), reason })
      const { ratersPerTask, adaptive, classShare, taskOrder: order } = plan.settings
      const { tasks } = plan.outcome
      const modelIds = reason.models.map((model) => model.modelId)
      const content = {
        projectId,
        batchId,
        ratersPerTask: adaptive?.minimum ?? ratersPerTask,
        classShare,
        order,
        content: plan.data.content,
        tasks,
        modelIds,
        next,
      }
      const counts = await writeBatch(session, content, hooks)
      if (adaptive) await writeAdaptive(session, { projectId, batchId, adaptive, plan })
      if (classShare > 0) await writeGridGolden(projectId, session)
      await announceLaunch(session, projectId, ratersPerTask)
      const { figures } = plan.report
      const launched: LaunchResult = {
        ...{ batchId, name, ...counts },
        ...{ pairs: figures.pairs, unanimousImages: figures.unanimousImages },
      }
      const { pairs: _, ...details } = launched
      await writeAuditEvent(session, { projectId, userId, action: 'batch.launch', details })
      await beforeCommit?.(session, launched)
      hooks.signal?.throwIfAborted()
      return launched
    })
    if (result) return result
  }
  throw conflict(
    'Predictions, labels, golden answers or the draft kept changing during the launch. Nothing was launched. Try again when no changes are being made.',
  )
}

function writeAdaptive(
  session: CopySession,
  { adaptive, plan, ...at }: { projectId: number; batchId: number; adaptive: AdaptiveVotes; plan: CreatedPlan },
) {
  const shares = drawnShares(adaptive.limit, plan.report.figures.pairs)
  const maximum = plan.settings.ratersPerTask
  return insertAdaptiveBatch(session, { ...at, ...adaptive, maximum, ...shares, seed: adaptiveSeed(at) })
}

async function isStillSo(
  session: CopySession,
  now: { projectId: number; ratersPerTask: number; plan: CreatedPlan; start: PlanStartRow | null },
): Promise<boolean> {
  const { data, settings: planned } = now.plan
  const state = await findProposalState(now.projectId, session)
  const { settings } = draftPlan(now.start, { ...planBasisOf(data.content), ratersPerTask: now.ratersPerTask })
  return planKey(settings, state) === planKey(planned, data.state)
}
