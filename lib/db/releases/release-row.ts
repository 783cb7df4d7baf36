import type { CopySession } from '@/lib/db/session/copy-session'
import { lockByKey } from '@/lib/db/session/lock-project'

/**
 * Begins a release, not published yet, under the project's next number. Null when there is one of that version already.
 * A lock of its own, so that those who rate need not wait for a release being written.
 */
export async function beginRelease(
  session: CopySession,
  release: { projectId: number; version: string; runId: number; notes: string },
): Promise<number | null> {
  const { projectId, version, runId, notes } = release
  await lockByKey(session, 'release', projectId)
  const [row] = await session.query<{ id: number }>(
    `INSERT INTO release (project_id, id, version, run_id, notes)
     SELECT $1, coalesce((SELECT max(id) FROM release WHERE project_id = $1), 0) + 1, $2, $3, $4
     WHERE NOT EXISTS (SELECT FROM release WHERE project_id = $1 AND version = $2)
     RETURNING id`,
    [projectId, version, runId, notes],
  )
  return row?.id ?? null
}

/** Publishes a release that was begun in the same transaction: from now on nothing of it can change. */
export async function publishBegunRelease(
  session: CopySession,
  release: { projectId: number; releaseId: number; checksum: string; facts: unknown; at: Date; userId: string | null },
): Promise<void> {
  const { projectId, releaseId, checksum, facts, at, userId } = release
  await session.query(
    `UPDATE release SET checksum = $3, facts = $4, published_at = $5, published_by = $6 WHERE project_id = $1 AND id = $2`,
    [projectId, releaseId, checksum, JSON.stringify(facts), at, userId],
  )
}

/** Bytes that a release takes in the database. */
export async function storedReleaseBytes(session: CopySession, projectId: number, releaseId: number): Promise<number> {
  const [{ bytes }] = await session.query<{ bytes: number }>(
    `SELECT coalesce(sum(length(bytes)), 0)::float8 AS bytes FROM release_chunk WHERE project_id = $1 AND release_id = $2`,
    [projectId, releaseId],
  )
  return bytes
}
