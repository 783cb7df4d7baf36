import type { AdjudicationWorkspace, NextAdjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import { countAdjudicatedPairs } from '@/lib/db/adjudication/adjudication-rows'
import { findHeldByOthers, noteShown } from '@/lib/db/adjudication/shown-work'
import { prisma } from '@/lib/db/client'
import { leastChange } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { adjudicationQueue } from './adjudication-queue'
import { type AdjudicationScope, adjudicationScope } from './adjudication-scope'
import { adjudicationTaskOf } from './adjudication-task'

/** Pairs sent in advance of the current one. */
const pairsAhead = 3

export async function adjudicationWorkspaceOf(
  { project, raterId, run, hiddenImages }: AdjudicationScope,
  { view, later }: NextAdjudicationInput,
): Promise<AdjudicationWorkspace> {
  const { kind, classIndex, image } = view
  const [adjudicated, filterClass] = await Promise.all([
    countAdjudicatedPairs(project.id),
    classIndex === null ? null : prisma.class.findFirst({ where: { projectId: project.id, classIndex } }),
  ])
  const shown = { projectId: project.id, raterId, queue: 'adjudication' }
  const scope = {
    projectId: project.id,
    run,
    classIndex,
    image,
    hiddenImages,
    leastChange: image === null ? leastChange : 0,
  }
  const without = await findHeldByOthers(shown)
  const queue = await adjudicationQueue(scope, { kind, without, later, limit: 1 + pairsAhead })
  const progress = { ...queue.counts, adjudicated, changes: queue.changes }
  const found = await Promise.all(
    queue.first.map(({ candidateId }) => adjudicationTaskOf({ project, raterId }, candidateId)),
  )
  const tasks = found.filter((one) => one !== null)
  await noteShown(
    shown,
    tasks.map(({ candidateId }) => candidateId),
  )
  const [task = null, ...ahead] = tasks
  return { raterId, task, className: filterClass?.name ?? null, ahead, progress }
}

export async function nextAdjudication(
  actor: Actor,
  { slug, screens, ...input }: NextAdjudicationInput & { slug: string; screens?: string },
): Promise<AdjudicationWorkspace> {
  return adjudicationWorkspaceOf(await adjudicationScope(actor, slug, screens), input)
}
