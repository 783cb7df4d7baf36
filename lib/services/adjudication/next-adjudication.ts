import type { AdjudicationDesk, NextAdjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import { findBlindPairs } from '@/lib/db/adjudication/adjudication-pair-query'
import { countAdjudicatedPairs } from '@/lib/db/adjudication/adjudication-rows'
import { type Db, prisma } from '@/lib/db/client'
import { leastChange } from '@/lib/domain/adjudication/adjudication'
import type { Actor } from '@/lib/domain/permissions'
import { adjudicationQueue } from './adjudication-queue'
import { type AdjudicationScope, adjudicationScope } from './adjudication-scope'
import { adjudicationTaskOf, pictureUrl } from './adjudication-task'
import { claimWork, heldByOthers } from './claimed-work'

const ahead = 3

/** The desk of someone whose scope is known: the pair that the next look should go to, and what is left. */
export async function deskOf(
  { project, userId, run, hiddenImages }: AdjudicationScope,
  { view, later }: NextAdjudicationInput,
  db: Db = prisma,
): Promise<AdjudicationDesk> {
  const { kind, classIndex, image } = view
  const [adjudicated, filterClass] = await Promise.all([
    countAdjudicatedPairs(project.id, db),
    classIndex === null ? null : db.class.findFirst({ where: { projectId: project.id, classIndex } }),
  ])
  const className = filterClass?.name ?? null
  const nothing = { task: null, className, upcoming: [] }
  if (!run) return { ...nothing, progress: { near: 0, differ: 0, adjudicated, changes: 0 } }
  const now = Date.now()
  const scope = {
    projectId: project.id,
    run,
    classIndex,
    image,
    hiddenImages,
    leastChange: image === null ? leastChange : 0,
  }
  const passedOver = [...later, ...heldByOthers(`adjudication ${project.id}`, userId, now)]
  const queue = await adjudicationQueue(scope, { kind, later: passedOver, limit: ahead }, db)
  const progress = { ...queue.counts, adjudicated, changes: queue.changes }
  const [first, ...others] = queue.first
  if (!first) return { ...nothing, progress }
  const coming = others.map(({ candidateId }) => candidateId)
  const [task, summaries] = await Promise.all([
    adjudicationTaskOf(project, first.candidateId, db),
    findBlindPairs(project.id, coming, db),
  ])
  claimWork(`adjudication ${project.id}`, userId, first.candidateId, now)
  const upcoming = coming.flatMap((id) => pictureUrl(project.slug, summaries.get(id)?.contentHash ?? null) ?? [])
  return { task, className, upcoming, progress }
}

/** The pair that the next look of the actor should go to, as it is shown before an answer. */
export async function nextAdjudication(
  actor: Actor,
  { slug, ...input }: NextAdjudicationInput & { slug: string },
  db: Db = prisma,
): Promise<AdjudicationDesk> {
  return deskOf(await adjudicationScope(actor, slug, db), input, db)
}
