import { z } from 'zod'
import { modelRun } from '@/lib/contracts/releases/release'
import { isOfCountedRater } from '@/lib/db/session/row-conditions'
import { getRow, readRows } from '@/lib/db/session/sql'
import type { ReleaseScope } from './scope'

const releasedDocument = z.object({
  kind: z.string(),
  version: z.number(),
  /** Additional language of the text, and the version that it translates; null for the project's own language. */
  language: z.string().nullable(),
  ofVersion: z.number().nullable(),
  text: z.string(),
  createdAt: z.date(),
})

export const releasedDocuments = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, releasedDocument)`
    SELECT kind::text AS kind, version, language, of_version AS "ofVersion", text, created_at AS "createdAt" FROM document_version
    WHERE project_id = ${projectId}::int AND created_at <= ${until} ORDER BY kind::text, version`

const releasedModel = z.object({
  name: z.string(),
  scoreKind: z.string().nullable(),
  isScoredOnly: z.boolean(),
  /** Number of candidates that it proposed, alone or with other models, or that later predictions contain. */
  proposed: z.number(),
  computedBy: z.array(modelRun),
})

export const releasedModels = ({ session, projectId }: ReleaseScope) =>
  readRows(session, releasedModel)`
    SELECT m.name, m.score_kind::text AS "scoreKind", m.is_scored_only AS "isScoredOnly",
      m.computed_by AS "computedBy",
      (SELECT count(*)::int FROM candidate_model c WHERE c.project_id = m.project_id AND c.model_id = m.id) AS proposed
    FROM model m WHERE m.project_id = ${projectId}::int ORDER BY m.id`

export const releasedClassPairs = ({ session, projectId }: ReleaseScope) =>
  readRows(session, z.object({ low: z.number(), high: z.number(), kind: z.string(), note: z.string() }))`
    SELECT l.class_index AS low, h.class_index AS high, p.kind::text AS kind, p.note FROM class_pair p
    JOIN class l ON l.project_id = p.project_id AND l.id = p.low_id
    JOIN class h ON h.project_id = p.project_id AND h.id = p.high_id
    WHERE p.project_id = ${projectId}::int ORDER BY p.low_id, p.high_id`

/** Counts flagged images by kind. Comments may name people and are left out. */
export const releasedFlags = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, z.object({ kind: z.string(), images: z.number() }))`
    SELECT k.kind, count(DISTINCT f.image_id)::int AS images FROM image_flag f, unnest(f.kinds) AS k (kind)
    WHERE f.project_id = ${projectId}::int AND f.created_at <= ${until} GROUP BY k.kind ORDER BY k.kind`

/** Returns the first and last day (UTC) of the votes; null if no vote has a known time. */
export async function votingDays({ session, projectId, until }: ReleaseScope) {
  const row = await getRow(session, z.object({ first: z.string().nullable(), last: z.string().nullable() }))`
    SELECT to_char(min(submitted_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS first,
      to_char(max(submitted_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS last
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    WHERE a.project_id = ${projectId}::int AND a.submitted_at <= ${until} AND ${isOfCountedRater('a')}`
  return row.first === null || row.last === null ? null : { first: row.first, last: row.last }
}
