import {
  type Experiment,
  type ExperimentDetail,
  experimentEffect,
  type NewExperiment,
} from '@/lib/contracts/experiments'
import { type Db, prisma } from '@/lib/db/client'
import { findExperiments, insertExperiment, moveExperiment } from '@/lib/db/experiments/experiment-query'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { ExperimentFactor } from '@/lib/domain/experiments/experiment'
import type { Actor } from '@/lib/domain/permissions'
import { type AppError, conflict, notFound } from '@/lib/errors'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'

export const createExperiment = (
  actor: Actor,
  { slug, experiment }: { slug: string; experiment: NewExperiment },
): Promise<Experiment> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    const id = await insertExperiment({ projectId, ...experiment }, tx)
    const details = { experimentId: id, ...experiment }
    await audit('experiment.create', details)
    return getExperiment(projectId, id, tx)
  })

/** From now on, leases are drawn into conditions. One experiment per factor: effects of two could not be separated. */
export async function startExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<Experiment> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const { factor, state } = await getExperiment(projectId, experimentId, prisma)
  if (state !== 'draft') throw conflict(`This experiment is already ${state}. Only a draft can be started.`)
  if (factor === 'mode' || factor === 'tapping') await refuseWithoutWays(projectId, factor)
  try {
    return await inTransaction(prisma, async (tx) => {
      if (!(await moveExperiment({ projectId, id: experimentId }, 'running', tx)))
        throw conflict('This experiment was started or removed in the meantime. Reload the page.')
      await writeAuditEvent(tx, { projectId, userId, action: 'experiment.start', details: { experimentId } })
      return getExperiment(projectId, experimentId, tx)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw await otherRuns(projectId, factor)
  }
}

/** Launches decide how a candidate is asked: `mode` needs open tasks of both kinds, `tapping` class-first ones. */
async function refuseWithoutWays(projectId: number, factor: 'mode' | 'tapping'): Promise<void> {
  const open = { projectId, kind: 'rating', isOpen: true } as const
  const [image, grid] = [
    await prisma.task.findFirst({ where: { ...open, classId: null }, select: { id: true } }),
    await prisma.task.findFirst({ where: { ...open, classId: { not: null } }, select: { id: true } }),
  ]
  if (grid && (image || factor === 'tapping')) return
  const missing = factor === 'tapping' || image ? 'class' : 'image'
  const design = factor === 'tapping' ? 'is asked class first, or has a mixed design,' : 'has a mixed design'
  throw conflict(
    `No open tasks are asked ${missing} first. Launch a batch that ${design} on the Plan page, then start this experiment.`,
  )
}

const factorWord: Record<ExperimentFactor, string> = {
  order: 'the order of candidates',
  candidates: 'the number of candidates per screen',
  examples: 'example images',
  mode: 'image first and class first',
  answering: 'how candidates are answered',
  tapping: 'what a tap means on pages of images',
}

/** Queried outside the transaction, which the unique violation has aborted. */
async function otherRuns(projectId: number, factor: ExperimentFactor): Promise<AppError> {
  const other = (await findExperiments(projectId)).find((one) => one.factor === factor && one.state === 'running')
  const name = other ? `“${other.name}”` : 'Another experiment'
  return conflict(
    `${name} already tests ${factorWord[factor]}, and two at once could not be told apart. Stop it first.`,
  )
}

/** Stops an experiment permanently. Tasks already leased keep their condition and count. */
export const stopExperiment = (
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<Experiment> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    const { state } = await getExperiment(projectId, experimentId, tx)
    if (!(await moveExperiment({ projectId, id: experimentId }, 'stopped', tx)))
      throw conflict(
        state === 'draft'
          ? 'This experiment has not been started, so there is nothing to stop.'
          : 'This experiment is already stopped.',
      )
    await audit('experiment.stop', { experimentId })
    return getExperiment(projectId, experimentId, tx)
  })

/** Deletes a draft. Started experiments are kept, since assignments refer to them. */
export const discardExperiment = (
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<void> =>
  changeUnlocked(actor, slug, async ({ tx, projectId, audit }) => {
    const { name, factor } = await getExperiment(projectId, experimentId, tx)
    const where = { projectId, id: experimentId, state: 'draft' as const }
    if ((await tx.experiment.deleteMany({ where })).count === 0)
      throw conflict('This experiment was already started, so it cannot be removed.')
    const details = { experimentId, name, factor }
    await audit('experiment.discard', details)
  })

export async function getExperiment(projectId: number, id: number, db: Db): Promise<Experiment> {
  const [row] = await findExperiments(projectId, id, db)
  if (!row) throw notFound('experiment')
  return row
}

/** Newest first, with the number of assignments in each condition. */
export async function listExperiments(actor: Actor, slug: string): Promise<Experiment[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return findExperiments(projectId)
}

export async function readExperiment(
  actor: Actor,
  { slug, experimentId }: { slug: string; experimentId: number },
): Promise<ExperimentDetail> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const experiment = await getExperiment(projectId, experimentId, prisma)
  const where = { payload: { path: ['experimentId'], equals: experimentId } }
  const found = await findNewestResult({ projectId, kind: 'measure-experiment', where }, experimentEffect)
  const measured = found && { effect: found.result, finishedAt: found.finishedAt }
  return { experiment, hasSimulated: project.hasSimulated, measured }
}
