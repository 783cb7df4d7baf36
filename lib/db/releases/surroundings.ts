import type { ReleaseScope } from './scope'

export interface ReleasedDocument {
  kind: string
  version: number
  text: string
  createdAt: Date
}

/** Every wording of guidelines and consent that there was by then. */
export const releasedDocuments = ({ session, projectId, until }: ReleaseScope) =>
  session.query<ReleasedDocument>(
    `SELECT kind::text AS kind, version, text, created_at AS "createdAt" FROM document_version
     WHERE project_id = $1 AND created_at <= $2 ORDER BY kind::text, version`,
    [projectId, until],
  )

export interface ReleasedModel {
  name: string
  scoreKind: string | null
  isScoredOnly: boolean
  /** Candidates that it proposed, with others or alone. */
  proposed: number
}

/** Models by number. */
export const releasedModels = ({ session, projectId }: ReleaseScope) =>
  session.query<ReleasedModel>(
    `SELECT m.name, m.score_kind::text AS "scoreKind", m.is_scored_only AS "isScoredOnly",
       (SELECT count(*)::int FROM candidate_model c WHERE c.project_id = m.project_id AND c.model_id = m.id) AS proposed
     FROM model m WHERE m.project_id = $1 ORDER BY m.id`,
    [projectId],
  )

/** What admins decided about classes that are confused, as class indices. */
export const releasedClassPairs = ({ session, projectId }: ReleaseScope) =>
  session.query<{ low: number; high: number; kind: string; note: string }>(
    `SELECT l.class_index AS low, h.class_index AS high, p.kind::text AS kind, p.note FROM class_pair p
     JOIN class l ON l.project_id = p.project_id AND l.id = p.low_id
     JOIN class h ON h.project_id = p.project_id AND h.id = p.high_id
     WHERE p.project_id = $1 ORDER BY p.low_id, p.high_id`,
    [projectId],
  )

/** How many images raters flagged, by kind. Comments may name people and stay behind. */
export const releasedFlags = ({ session, projectId, until }: ReleaseScope) =>
  session.query<{ kind: string; images: number }>(
    `SELECT k.kind, count(DISTINCT f.image_id)::int AS images FROM image_flag f, unnest(f.kinds) AS k (kind)
     WHERE f.project_id = $1 AND f.created_at <= $2 GROUP BY k.kind ORDER BY k.kind`,
    [projectId, until],
  )

/** The first and the last day (UTC) on which votes came in; null when no vote's time is known. */
export async function votingDays({ session, projectId, until }: ReleaseScope) {
  const [row] = await session.query<{ first: string | null; last: string | null }>(
    `SELECT to_char(min(submitted_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS first,
       to_char(max(submitted_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS last
     FROM assignment WHERE project_id = $1 AND submitted_at <= $2`,
    [projectId, until],
  )
  return row.first === null || row.last === null ? null : { first: row.first, last: row.last }
}
