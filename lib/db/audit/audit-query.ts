import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { empty, getValue, join, readRows, sql } from '@/lib/db/session/sql'
import { auditActions, namelessActions } from '@/lib/domain/audit/audit-action'
import type { AuditFilter } from '@/lib/domain/audit/audit-view'

const eventRow = z.object({
  id: z.string(),
  createdAt: z.date(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  action: z.string(),
  details: z.record(z.string(), z.unknown()),
  memberName: z.string().nullable(),
})
export type AuditEventRow = z.output<typeof eventRow>

/** Drops the number of the acting expert: next to an account's name it would outlive the erasure of that identity. */
const details = sql`CASE WHEN e.action = 'golden.add-class' THEN e.details - 'raterId' ELSE e.details END`

function isBy(person: string) {
  const isOf = (actions: readonly string[]) => sql`e.user_id IS NULL AND e.action = ANY (${actions}::text[])`
  if (person === 'server' || person === 'rater') return isOf(namelessActions[person])
  if (person !== 'command-line') return sql`e.user_id = ${person}::uuid`
  return sql`e.user_id IS NULL AND e.action <> ALL (${Object.values(namelessActions).flat()}::text[])`
}

/** Events of no project, and the deletions of projects, whose own trail nobody can open any more. */
const isOfServer = sql`(e.project_id IS NULL OR e.action IN ('project.delete', 'project.deleted') AND NOT EXISTS (
  SELECT FROM project p WHERE p.id = e.project_id AND p.deleted_at IS NULL
))`

function isShown(projectId: number | null, { person, kind, from, to }: AuditFilter) {
  const parts = [projectId === null ? isOfServer : sql`e.project_id = ${projectId}::int`]
  if (person) parts.push(isBy(person))
  if (kind) parts.push(sql`e.action = ANY (${[...auditActions[kind]]}::text[])`)
  if (from) parts.push(sql`e.created_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'`)
  if (to) parts.push(sql`e.created_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`)
  return join(parts, ' AND ')
}

interface Part {
  limit: number
  offset?: number
  /** Returns events after this one, so that pages of a file do not shift when events are added. */
  after?: AuditEventRow | undefined
}

/** Events of a project, or of the server if null, newest first; of simultaneous events, the last written first. */
export async function findAuditEvents(
  projectId: number | null,
  filter: AuditFilter,
  { limit, offset = 0, after }: Part,
) {
  const rest = after ? sql`AND (e.created_at, e.id) < (${after.createdAt}::timestamptz, ${after.id}::bigint)` : empty
  return readRows(prisma, eventRow)`
    SELECT e.id::text, e.created_at AS "createdAt", e.user_id::text AS "userId", u.name AS "userName", e.action,
      ${details} AS details, m.name AS "memberName"
    FROM audit_event e
    LEFT JOIN app_user u ON u.id = e.user_id
    LEFT JOIN app_user m ON m.id::text = e.details->>'memberId'
    WHERE ${isShown(projectId, filter)} ${rest}
    ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}::int OFFSET ${offset}::int`
}

export const countAuditEvents = (projectId: number, filter: AuditFilter): Promise<number> =>
  getValue(prisma, z.number())`
    SELECT count(*)::int AS count FROM audit_event e WHERE ${isShown(projectId, filter)}`

/** Deleted accounts have no name and come last. */
export const findAuditPeople = (projectId: number) =>
  readRows(prisma, z.object({ id: z.string(), name: z.string().nullable() }))`
    SELECT e.user_id::text AS id, u.name
    FROM (SELECT DISTINCT user_id FROM audit_event WHERE project_id = ${projectId}::int AND user_id IS NOT NULL) e
    LEFT JOIN app_user u ON u.id = e.user_id ORDER BY u.name, id`
