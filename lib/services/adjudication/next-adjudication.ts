import type {
  AdjudicationTask,
  AdjudicationWorkspace,
  NextAdjudicationInput,
} from '@/lib/contracts/adjudication/adjudication'
import { findBlindPairs, findProposedNames } from '@/lib/db/adjudication/adjudication-pair-query'
import { findDecided } from '@/lib/db/adjudication/adjudication-rows'
import { findHeldByOthers, noteShown } from '@/lib/db/adjudication/shown-work'
import { prisma } from '@/lib/db/client'
import { minChange } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { creditedPicture, withWikipedia } from '@/lib/services/access/shown-picture'
import { adjudicationQueue } from './adjudication-queue'
import { type AdjudicationScope, adjudicationScope } from './adjudication-scope'

/** Null if the pair does not exist. */
export async function adjudicationTaskOf(
  { project: { id, slug }, raterId }: { project: { id: number; slug: string }; raterId: number },
  candidateId: number,
): Promise<AdjudicationTask | null> {
  const pair = (await findBlindPairs({ projectId: id, raterId }, [candidateId])).get(candidateId)
  if (!pair) return null
  const { imageId } = pair
  const proposed = await findProposedNames({ projectId: id, raterId }, imageId)
  return {
    candidateId,
    imageId,
    candidate: withWikipedia(pair.shown),
    image: creditedPicture(slug, pair),
    others: proposed.filter((other) => other.candidateId !== candidateId),
    sent: pair.sentAt && { by: pair.sentBy, at: pair.sentAt.toISOString() },
  }
}

/** Pairs sent in advance of the current one. */
const pairsAhead = 3

/** Reads the first pairs that a view of the queue shows, without those that others are deciding (`held`). */
export async function openQueue(
  { projectId, raterId, run, hiddenImages }: AdjudicationScope,
  { view, later }: NextAdjudicationInput,
  limit: number,
) {
  const { kind, classIndex, image } = view
  const shown = { projectId, raterId, queue: 'adjudication' }
  const base = { projectId, run, classIndex, image, hiddenImages }
  const scope = { ...base, minChange: image === null ? minChange : 0 }
  const held = await findHeldByOthers(shown)
  const [decided, filterClass, { first, counts, changes }] = await Promise.all([
    findDecided({ projectId, raterId, runId: run?.id ?? null }),
    classIndex === null ? null : prisma.class.findFirst({ where: { projectId, classIndex } }),
    adjudicationQueue(scope, { kind, without: held, later, limit }),
  ])
  const state = { raterId, className: filterClass?.name ?? null, progress: { ...counts, ...decided, changes } }
  return { shown, scope, held, first, state }
}

export async function adjudicationWorkspaceOf(
  scope: AdjudicationScope,
  input: NextAdjudicationInput,
): Promise<AdjudicationWorkspace> {
  const { shown, first, state } = await openQueue(scope, input, 1 + pairsAhead)
  const found = await Promise.all(first.map(({ candidateId }) => adjudicationTaskOf(scope, candidateId)))
  const tasks = found.filter((one) => one !== null)
  await noteShown(
    shown,
    tasks.map(({ candidateId }) => candidateId),
  )
  const [task = null, ...ahead] = tasks
  return { ...state, task, ahead }
}

export const nextAdjudication = async (
  actor: Actor,
  { slug, screens, ...input }: NextAdjudicationInput & { slug: string; screens?: string },
): Promise<AdjudicationWorkspace> => adjudicationWorkspaceOf(await adjudicationScope(actor, slug, screens), input)
