import { type ArchivedProject, archivedProject } from '@/lib/contracts/projects/project'
import { findNewestResult } from '@/lib/db/jobs/job-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { archiveKeptMs, findArchive, storeArchive, sweepArchives } from '@/lib/storage/archive-store'
import { archiveOf, type CreatedArchive } from './make-archive'

export const archiveJobKind = 'archive-project'

export async function keepArchive(
  actor: Actor,
  { slug, projectRoot }: { slug: string; projectRoot: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ArchivedProject> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const madeAt = new Date()
  let made: CreatedArchive | undefined
  const onMade = (all: CreatedArchive) => {
    made = all
  }
  const content = await archiveOf(project, projectRoot, { recipient: null, onProgress, signal, onMade })
  const { byteSize, sha256 } = await storeArchive(projectId, content)
  return {
    ...{ fileName: `${slug}-${madeAt.toISOString().slice(0, 10)}.zip`, byteSize, sha256 },
    ...{ madeAt: madeAt.toISOString(), keptUntil: new Date(madeAt.getTime() + archiveKeptMs).toISOString() },
    missingImages: made?.images.missing ?? 0,
  }
}

interface KeptArchive extends ArchivedProject {
  path: string
}

/** Returns the newest archive that can still be downloaded, or null. */
export async function findKeptArchive(actor: Actor, slug: string): Promise<KeptArchive | null> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const kept = (await findNewestResult({ projectId, kind: archiveJobKind }, archivedProject))?.result
  const path = kept && (await findArchive(projectId, kept.sha256))
  return path ? { ...kept, path } : null
}

/** Like `findKeptArchive`, but throws AppError `not-found` if there is none. */
export async function getKeptArchive(actor: Actor, slug: string): Promise<KeptArchive> {
  const kept = await findKeptArchive(actor, slug)
  if (!kept)
    throw new AppError('not-found', 'There is no archive of this project to download. Make one on its Settings page.')
  return kept
}

/** Called regularly by the worker. */
export const removeOldArchives = (now: Date): Promise<void> => sweepArchives(now)
