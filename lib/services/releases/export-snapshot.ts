import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Db, prisma } from '@/lib/db/client'
import { scopeOfNow } from '@/lib/db/releases/scope'
import { withCopySession } from '@/lib/db/session/copy-session'
import { openBulkSnapshot } from '@/lib/db/session/open-bulk-snapshot'
import { loadedSnapshot } from '@/lib/formats/release/loaded-snapshot'
import type { SnapshotFormat } from '@/lib/formats/release/release-format'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { exportedRun } from '@/lib/services/runs/exported-run'
import { liveSnapshot } from './live-snapshot'

/** Begins to read when the first bytes are asked for, and stops when nobody wants more. */
async function* liveBytes(
  { id, slug }: ExportedProject,
  runId: number | null,
  { write, reads, marksLeftOut }: SnapshotFormat,
) {
  const content = new PassThrough()
  const reading = withCopySession(async (session) => {
    await openBulkSnapshot(session)
    const scope = await scopeOfNow({ session, projectId: id, runId, includesLeftOut: marksLeftOut })
    await pipeline(
      write({ snapshot: loadedSnapshot(await liveSnapshot(slug, scope, reads), reads.candidates) }),
      content,
    )
  }).catch((error: Error) => {
    content.destroy(error)
  })
  try {
    yield* content
  } finally {
    content.destroy()
    await reading
  }
}

/**
 * A file of a release, written of the project as it is at this moment: labels and scores of the run asked for or the latest,
 * votes as they are now. AppError `conflict` when the file needs a run and there is none.
 */
export async function exportSnapshot(
  project: ExportedProject,
  format: SnapshotFormat,
  run: number | undefined,
  db: Db = prisma,
): Promise<ExportFile> {
  const runId = format.needsRun ? await exportedRun(project.id, run, db) : null
  return {
    fileName: `${project.slug}-${format.suffix}`,
    content: Readable.from(liveBytes(project, runId, format), { objectMode: false }),
    ...(runId !== null && { runId }),
  }
}
