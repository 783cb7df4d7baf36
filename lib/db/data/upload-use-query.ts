import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, readValues, runSql } from '@/lib/db/session/sql'
import { inTransaction } from '@/lib/db/session/transaction'

const active = z.object({ id: z.string(), kind: z.string() })

export const findActiveImport = (projectId: number, db: Db = prisma) =>
  findRow(db, active)`
    SELECT id::text AS id, kind FROM job
    WHERE project_id = ${projectId}::int AND state IN ('queued', 'running') AND kind LIKE 'import-%'
    ORDER BY created_at, id LIMIT 1`

export async function isUploadInUse(projectId: number, uploadId: string, db: Db): Promise<boolean> {
  const found = await runSql(db)`
    SELECT FROM job WHERE project_id = ${projectId}::int AND state IN ('queued', 'running')
      AND payload -> 'source' ->> 'uploadId' = ${uploadId} LIMIT 1`
  return found > 0
}

/**
 * Adds a part to an upload's counts, unless it would have more than `maxFiles`, or all uploads of the project together
 * more than `maxBytes`. Locks the rows in a separate statement, because a sum in the statement that waits for the locks
 * would still see the state from before the wait.
 */
export const countUploadPart = ({
  projectId,
  uploadId,
  files,
  bytes,
  maxFiles,
  maxBytes,
}: {
  projectId: number
  uploadId: string
  files: number
  bytes: number
  maxFiles: number
  maxBytes: number
}): Promise<'counted' | 'too-many' | 'too-large' | 'gone'> =>
  inTransaction(prisma, async (tx) => {
    await runSql(tx)`
      SELECT FROM upload WHERE project_id = ${projectId}::int ORDER BY id FOR NO KEY UPDATE`
    const counted = await runSql(tx)`
      UPDATE upload SET file_count = file_count + ${files}::int, byte_size = byte_size + ${bytes}::bigint
      WHERE project_id = ${projectId}::int AND id = ${uploadId}::uuid
        AND (${files}::int = 0 OR file_count + ${files}::int <= ${maxFiles}::int) AND (
        ${bytes}::bigint <= 0 OR
        (SELECT sum(byte_size) FROM upload WHERE project_id = ${projectId}::int) + ${bytes}::bigint <= ${maxBytes}::bigint
      )`
    if (counted > 0) return 'counted'
    const upload = await tx.upload.findUnique({ where: { projectId_id: { projectId, id: uploadId } } })
    if (!upload) return 'gone'
    return files > 0 && upload.fileCount + files > maxFiles ? 'too-many' : 'too-large'
  })

/**
 * Deletes the rows of uploads that are no longer needed and returns their ids: uploads that a job has read, unless it
 * failed and can be started again without the images it could not read, and uploads created before `before` that no job
 * waits for.
 */
export const deleteSpentUploads = (before: Date): Promise<string[]> =>
  readValues(prisma, z.string())`
    DELETE FROM upload u WHERE NOT EXISTS (
        SELECT FROM job j WHERE j.project_id = u.project_id AND j.state IN ('queued', 'running')
          AND j.payload -> 'source' ->> 'uploadId' = u.id::text
      ) AND (u.created_at < ${before} OR EXISTS (
        SELECT FROM job j WHERE j.project_id = u.project_id AND j.payload -> 'source' ->> 'uploadId' = u.id::text
          AND NOT (j.state = 'failed' AND coalesce(j.detail -> 'unreadable' IS NOT NULL, false))
      ))
    RETURNING u.id::text AS id`
