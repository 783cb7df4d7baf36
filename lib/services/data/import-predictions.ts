import type { ImportedPredictions } from '@/lib/contracts/data/imported'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

export interface PredictionsInput extends PredictionsToWrite {
  slug: string
}

/** Imports the predictions of one model: the file is checked while it is read, and all of it is written, or nothing. */
export async function importPredictions(
  actor: Actor,
  { slug, ...input }: PredictionsInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedPredictions> = {},
): Promise<ImportedPredictions> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const made = await withCopySession(async (session) => {
    const outcome = await writePredictionsOf(session, project.id, input, { onProgress, signal })
    await writeAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-predictions',
      details: outcome,
    })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['prediction', 'candidate_model'])
  return made
}
