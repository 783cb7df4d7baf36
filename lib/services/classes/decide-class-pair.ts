import type { z } from 'zod'
import type { classPairInput, DecidedPair } from '@/lib/contracts/classes/class'
import { type DecidedPairRow, deleteClassPair, findDecidedPairs, saveClassPair } from '@/lib/db/classes/class-pair-rows'
import { type Db, prisma } from '@/lib/db/client'
import type { Class } from '@/lib/db/generated/client'
import { contradictedPair } from '@/lib/domain/classes/class-closure'
import { decisionOf, kindOf } from '@/lib/domain/classes/class-pair'
import type { Actor } from '@/lib/domain/permissions'
import { tidyText } from '@/lib/domain/texts/document'
import { conflict, invalidInput, notFound } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { classRelations } from './class-relations'
import { decidedPairOf } from './confused-pair'

interface FoundPair {
  first: Class
  second: Class
  /** Pairs are stored by ascending id. */
  isLow: boolean
  lowId: number
  highId: number
}

/** Keeps the given order. Does not check access. */
export async function getClassPair(
  projectId: number,
  [first, second]: readonly [number, number],
  db: Db = prisma,
): Promise<FoundPair> {
  if (first === second) throw invalidInput('A pair is two different classes.', { second: 'is the same class' })
  const rows = await db.class.findMany({ where: { projectId, classIndex: { in: [first, second] } } })
  const found = (index: number): Class => {
    const row = rows.find(({ classIndex }) => classIndex === index)
    if (!row) throw notFound('class')
    return row
  }
  const [one, other] = [found(first), found(second)]
  const isLow = one.id < other.id
  return { first: one, second: other, isLow, lowId: Math.min(one.id, other.id), highId: Math.max(one.id, other.id) }
}

/** Throws AppError `conflict` for contradictions: classes of which one implies the other cannot be kept apart. */
export const decideClassPair = (
  actor: Actor,
  {
    slug,
    first,
    second,
    decision,
    note,
    basedOn,
  }: { slug: string; first: number; second: number; basedOn?: BaselineValues } & z.output<typeof classPairInput>,
): Promise<{ decided: DecidedPair | null }> =>
  changeProject(actor, slug, async ({ tx, projectId, userId, audit }) => {
    const pair = await getClassPair(projectId, [first, second], tx)
    const { lowId, highId } = pair
    const key = { projectId, lowId, highId }
    const wanted = decision && { kind: kindOf(decision, pair.isLow), note: tidyText(note) }
    const [known] = await findDecidedPairs(projectId, [lowId, highId], tx)
    const stands = known
      ? { decision: decisionOf(known.kind, pair.isLow), note: known.note }
      : { decision: null, note: '' }
    refuseStale(stands, { decision, note: wanted?.note ?? '' }, basedOn)
    if (known?.kind === wanted?.kind && known?.note === wanted?.note) return { decided: seenFrom(pair, known) }
    if (wanted) await saveClassPair(key, { ...wanted, userId }, tx)
    else await deleteClassPair(key, tx)
    await refuseContradiction(projectId, tx)
    const seenFromLow = (row: typeof wanted) => row && { decision: decisionOf(row.kind, true), note: row.note }
    const named = ({ id, classIndex, name }: Class) => ({ id, index: classIndex, name })
    const details = {
      ...{ lowId, highId, first: named(pair.first), second: named(pair.second) },
      ...{ before: seenFromLow(known ?? null), after: seenFromLow(wanted) },
    }
    await audit('class-pair.decide', details)
    const [stored] = await findDecidedPairs(projectId, [lowId, highId], tx)
    return { decided: seenFrom(pair, stored) }
  })

const seenFrom = ({ isLow }: FoundPair, stored: DecidedPairRow | undefined) =>
  stored ? decidedPairOf(stored, isLow) : null

async function refuseContradiction(projectId: number, tx: Db) {
  const { implied, apart } = await classRelations(projectId, tx)
  const found = contradictedPair(implied, apart)
  if (!found) return
  const { first, second } = await getClassPair(projectId, found, tx)
  throw conflict(
    `This contradicts another decision: “${first.name}” and “${second.name}” are decided to be different, but one would apply wherever the other does. Nothing was changed. Withdraw one of the decisions first.`,
  )
}
