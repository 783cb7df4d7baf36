import type { DeletedVotes, DeleteVotesInput } from '@/lib/contracts/data/answers'
import { type Db, prisma } from '@/lib/db/client'
import { lockWithoutImport } from '@/lib/db/data/import-scope'
import {
  type BatchKey,
  deleteBatch,
  deleteImportedTasks,
  deleteUnusedImportedRaters,
  findImportedContents,
  findRunSinceImport,
  withdrawBatch,
} from '@/lib/db/data/imported-batch'
import { type CopySession, withCopySession, withTemporaryIndex } from '@/lib/db/session/copy-session'
import { lockByKey, lockProject, repeatOnConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { isImportedBatch, launchedBatch } from '@/lib/services/plan/read-batches'
import { type ImportHooks, reportProgress, withImportSession } from '@/lib/services/progress'
import { counted } from '@/lib/wording/number'

/** Throws AppError `conflict` if a run has used the votes of a batch. */
async function refuseUsed(batch: BatchKey, on: Db | CopySession): Promise<void> {
  const run = await findRunSinceImport(batch, on)
  if (run !== null)
    throw conflict(
      `Run ${run} has used these votes, so they cannot be deleted. Exclude their raters instead, or delete the runs since this import first, if no release was made from them.`,
    )
}

/** Returns what a batch contains. Throws AppError `conflict` if others than its imported raters were asked. */
async function importedContents(batch: BatchKey, on: Db | CopySession) {
  const { asked, ...contents } = await findImportedContents(batch, on)
  if (asked > 0)
    throw conflict(
      `Raters of this project were asked ${counted(asked, 'task')} of this batch, in place of a rater who was excluded. These tasks cannot be deleted; exclude their imported raters instead.`,
    )
  return contents
}

/**
 * Checks that the votes of a batch can be deleted, and withdraws its tasks. Throws AppError `conflict` if they were not
 * imported, a run has used them, or an import is running.
 */
export async function guardVoteDeletion(
  { projectId, userId }: ProjectAccess,
  { batchId }: DeleteVotesInput,
  db: Db,
): Promise<void> {
  await lockWithoutImport(projectId, db)
  const found = await launchedBatch(projectId, batchId, db)
  if (!(await isImportedBatch(found, db)))
    throw conflict('Only imported votes can be deleted, and these were given here.')
  await refuseUsed({ projectId, batchId }, db)
  const contents = await importedContents({ projectId, batchId }, db)
  await withdrawBatch({ projectId, batchId }, db)
  await writeAuditEvent(db, {
    ...{ projectId, userId, action: 'batch.delete-imported' },
    details: { batchId, name: found.name, ...contents },
  })
}

interface DeletionInput {
  slug: string
  /** Number of tasks deleted in one transaction; raters wait at most a second for its locks. */
  atOnce?: number
}

/**
 * Deletes an imported batch that passed `guardVoteDeletion`, some tasks at a time: its votes, the candidates that
 * nothing else refers to, and the imported raters without other answers. If it is interrupted, the batch is still there
 * with the rest of its votes, and can be deleted again.
 */
export async function deleteImportedVotes(
  actor: Actor,
  { slug, batchId, atOnce = 200 }: DeleteVotesInput & DeletionInput,
  { onProgress, signal, beforeCommit }: ImportHooks<DeletedVotes> = {},
): Promise<DeletedVotes> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const batch = { projectId, batchId }
  // Fewer than at first if an earlier attempt was interrupted.
  const total = await prisma.task.count({ where: batch })
  const deletePart = () =>
    repeatOnConflict(() =>
      withCopySession(async (session) => {
        session.endBy(signal)
        await refuseUsed(batch, session)
        return deleteImportedTasks(batch, atOnce, session)
      }),
    )
  const deleteAll = async () => {
    for (let tasks = 0, part = atOnce; part === atOnce; tasks += part) {
      reportProgress({ onProgress, signal }, 'Deleting votes', tasks, total)
      part = await deletePart()
    }
  }
  reportProgress({ onProgress, signal }, 'Preparing', 0, total)
  await withTemporaryIndex({ table: 'shown_candidate', column: 'candidate_id', projectId }, deleteAll)
  reportProgress({ onProgress, signal }, 'Deleting raters without answers', 0, 0)
  return withImportSession({ signal, beforeCommit }, async (session) => {
    await lockProject(session, projectId)
    // Nobody may give a rater's number away meanwhile.
    await lockByKey(session, 'raterNumbers', projectId)
    await importedContents(batch, session)
    const raters = await deleteUnusedImportedRaters(projectId, session)
    await deleteBatch(batch, session)
    return { tasks: total, raters }
  })
}
