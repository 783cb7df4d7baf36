import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { ClassPairKind as StoredKind } from '@/lib/db/generated/client'
import { isCountedVote } from '@/lib/db/session/row-conditions'
import { readRows } from '@/lib/db/session/sql'
import { type ClassPairKind, classPairDecisions, classPairKinds } from '@/lib/domain/classes/class-pair'

const kinds = {
  same: StoredKind.same,
  'low-contains-high': StoredKind.lowContainsHigh,
  'high-contains-low': StoredKind.highContainsLow,
  apart: StoredKind.apart,
} as const

interface ClassPairKey {
  projectId: number
  lowId: number
  highId: number
}

export async function saveClassPair(
  { projectId, lowId, highId }: ClassPairKey,
  row: { kind: ClassPairKind; note: string; userId: string | null },
  db: Db,
): Promise<void> {
  const content = { kind: kinds[row.kind], note: row.note, userId: row.userId, changedAt: new Date() }
  await db.classPair.upsert({
    where: { projectId_lowId_highId: { projectId, lowId, highId } },
    create: { projectId, lowId, highId, ...content },
    update: content,
  })
}

export const deleteClassPair = (key: ClassPairKey, db: Db) => db.classPair.deleteMany({ where: key })

/** Two classes, the one with the lower number first. */
export const classPair = z.object({
  lowId: z.number(),
  highId: z.number(),
  lowIndex: z.number(),
  highIndex: z.number(),
  lowName: z.string(),
  highName: z.string(),
})

const decidedRow = classPair.extend({
  kind: z.enum(classPairKinds),
  note: z.string(),
  changedAt: z.date(),
  author: z.string().nullable(),
})
export type DecidedPairRow = z.infer<typeof decidedRow>

/** Returns decisions on one class, two classes or the whole project, sorted by both names, which are translated. */
export async function findDecidedPairs(
  projectId: number,
  classIds: readonly number[] | null,
  db: Db = prisma,
  language: string | null = null,
): Promise<DecidedPairRow[]> {
  const [one, other = null] = classIds ?? [null]
  return readRows(db, decidedRow)`
    SELECT p.low_id AS "lowId", p.high_id AS "highId", low.class_index AS "lowIndex", high.class_index AS "highIndex",
      coalesce(lt.name, low.name) AS "lowName", coalesce(ht.name, high.name) AS "highName", p.kind::text AS kind, p.note, p.changed_at AS "changedAt",
      u.name AS author
    FROM class_pair p
    JOIN class low ON low.project_id = p.project_id AND low.id = p.low_id
    JOIN class high ON high.project_id = p.project_id AND high.id = p.high_id
    LEFT JOIN class_translation lt ON lt.project_id = p.project_id AND lt.class_id = p.low_id AND lt.language = ${language}
    LEFT JOIN class_translation ht ON ht.project_id = p.project_id AND ht.class_id = p.high_id AND ht.language = ${language}
    LEFT JOIN app_user u ON u.id = p.user_id
    WHERE p.project_id = ${projectId}::int
      AND (${one}::int IS NULL OR ${one}::int IN (p.low_id, p.high_id))
      AND (${other}::int IS NULL OR ${other}::int IN (p.low_id, p.high_id))
    ORDER BY low.name, high.name, p.low_id, p.high_id`
}

const historyRow = z.object({
  at: z.date(),
  author: z.string().nullable(),
  after: z.object({ decision: z.enum(classPairDecisions), note: z.string() }).nullable(),
})

/** Returns earlier decisions, newest first, from the view of the class with the lower number. */
export const findClassPairHistory = ({ projectId, lowId, highId }: ClassPairKey) =>
  readRows(prisma, historyRow)`
    SELECT e.created_at AS at, u.name AS author, e.details -> 'after' AS after
    FROM audit_event e LEFT JOIN app_user u ON u.id = e.user_id
    WHERE e.project_id = ${projectId}::int AND e.action = 'class-pair.decide'
      AND e.details @> ${JSON.stringify({ lowId, highId })}::jsonb
    ORDER BY e.id DESC LIMIT 20`

const pairRow = z.object({
  low: z.number(),
  high: z.number(),
  kind: z.enum(classPairKinds),
})

/** Returns every decision on two classes of a project, by the classes' indices. */
export const findClassPairs = (projectId: number, db: Db) =>
  readRows(db, pairRow)`
    SELECT low.class_index AS low, high.class_index AS high, p.kind::text AS kind
    FROM class_pair p
    JOIN class low ON low.project_id = p.project_id AND low.id = p.low_id
    JOIN class high ON high.project_id = p.project_id AND high.id = p.high_id
    WHERE p.project_id = ${projectId}::int AND low.class_index IS NOT NULL AND high.class_index IS NOT NULL
    ORDER BY low.class_index, high.class_index`

const voteRow = z.object({
  imageId: z.number(),
  isSecond: z.boolean(),
  raterId: z.number(),
  answer: z.number(),
})
export type PairVoteRow = z.infer<typeof voteRow>

/** Returns the counted votes on two classes on images where both are candidates, by image. */
export const findClassPairVotes = ({
  projectId,
  first,
  second,
}: {
  projectId: number
  first: number
  second: number
}): Promise<PairVoteRow[]> =>
  readRows(prisma, voteRow)`
    WITH asked AS MATERIALIZED (
      SELECT image_id, array_agg(id) AS candidates, max(id) FILTER (WHERE class_id = ${second}::int) AS second_candidate
      FROM candidate WHERE project_id = ${projectId}::int AND class_id IN (${first}::int, ${second}::int)
      GROUP BY image_id HAVING count(*) = 2
    )
    SELECT v.image_id AS "imageId", v.candidate_id = a.second_candidate AS "isSecond", v.rater_id AS "raterId", v.answer
    FROM asked a
    JOIN vote v ON v.project_id = ${projectId}::int AND v.image_id = a.image_id AND v.candidate_id = ANY(a.candidates)
    WHERE ${isCountedVote('v')}
    ORDER BY v.image_id, v.rater_id`
