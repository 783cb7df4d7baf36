import { insertProject } from '@/lib/db/projects/insert-project'
import { withCopySession } from '@/lib/db/session/copy-session'
import { analyzeTables, type CopyTable, copyColumns } from '@/lib/db/session/copy-tables'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { imagenetWnids } from '@/lib/formats/classes/imagenet-wnids'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { ProgressHooks } from '@/lib/services/progress'
import { checkFreeSlug, slugTaken } from '@/lib/services/projects/create-project'
import { readRealVotes } from './read-real-votes'
import { type WrittenCounts, writeRealVotes } from './write-real-votes'

export interface RealVotesInput {
  slug: string
  name?: string | undefined
  /** Folder with raters.npz, golden.npz and raters_golden.npz. */
  dataDir: string
  /** JSON list of one class index per image. */
  originalLabelsPath: string
  projectRoot: string
  /** Size of the validation set, 50,000 except in tests. */
  imageCount?: number
}

/** Creates a project with images known by name only. Checks all files before it writes, in one transaction. */
export async function importRealVotes(
  actor: Actor,
  { slug, name = slug, dataDir, originalLabelsPath, projectRoot, imageCount = 50_000 }: RealVotesInput,
  progress: ProgressHooks = {},
): Promise<{ slug: string } & WrittenCounts> {
  if (!canCreateProjects(actor))
    throw new AppError('forbidden', 'Only the account that set up this server can create projects.')
  const userId = actor.kind === 'account' ? actor.userId : null
  await checkFreeSlug(slug)
  const classCount = imagenetWnids.length
  const real = await readRealVotes({ dataDir, originalLabelsPath, imageCount, classCount }, progress)
  const counts = await withCopySession(async (session) => {
    session.endBy(progress.signal)
    const description = 'The published votes on the validation images of ImageNet, without image files.'
    const row = { slug, name, description, ratersPerTask: real.ratersPerTask, userId }
    const projectId = await insertProject(session, row).catch((error: unknown) => {
      throw isUniqueViolation(error) ? slugTaken(slug) : error
    })
    const classes = await imagenetClassRows(projectId, projectRoot)
    const written = await writeRealVotes(session, projectId, real, classes, progress)
    await writeAuditEvent(session, { projectId, userId, action: 'project.import-real-votes', details: { ...written } })
    progress.signal?.throwIfAborted()
    return written
  })
  await analyzeTables(Object.keys(copyColumns) as CopyTable[])
  return { slug, ...counts }
}
