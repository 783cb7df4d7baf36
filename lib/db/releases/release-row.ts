import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { findRow, getValue, runSql } from '@/lib/db/session/sql'
import { lockByKey } from '@/lib/db/session/transaction'

/** Returns null if the version exists. Has a lock of its own, so that raters need not wait for a release. */
export async function beginRelease(
  session: CopySession,
  release: { projectId: number; version: string; runId: number; notes: string },
): Promise<number | null> {
  const { projectId, version, runId, notes } = release
  await lockByKey(session, 'release', projectId)
  const row = await findRow(session, z.object({ id: z.number() }))`
    INSERT INTO release (project_id, id, version, run_id, notes)
    SELECT ${projectId}::int, coalesce((SELECT max(id) FROM release WHERE project_id = ${projectId}::int), 0) + 1,
      ${version}, ${runId}::int, ${notes}
    WHERE NOT EXISTS (SELECT FROM release WHERE project_id = ${projectId}::int AND version = ${version})
    RETURNING id`
  return row?.id ?? null
}

/** Publishes a release created in the same transaction; from now on nothing of it can change. */
export async function publishBegunRelease(
  session: CopySession,
  release: { projectId: number; releaseId: number; checksum: string; facts: unknown; at: Date; userId: string | null },
): Promise<void> {
  const { projectId, releaseId, checksum, facts, at, userId } = release
  await runSql(session)`
    UPDATE release SET checksum = ${checksum}, facts = ${JSON.stringify(facts)}, published_at = ${at},
      published_by = ${userId}
    WHERE project_id = ${projectId}::int AND id = ${releaseId}::int`
}

export const storedReleaseBytes = (session: CopySession, projectId: number, releaseId: number): Promise<number> =>
  getValue(session, z.number())`
    SELECT coalesce(sum(length(bytes)), 0)::float8 FROM release_chunk
    WHERE project_id = ${projectId}::int AND release_id = ${releaseId}::int`
