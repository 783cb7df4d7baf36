import type { ImportedImages } from '@/lib/contracts/data/imported'
import { prisma } from '@/lib/db/client'
import { whileStoringImages } from '@/lib/db/data/image-file-lock'
import { analyzeTables } from '@/lib/db/session/analyze-tables'
import { withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import type { ImageSource } from './image-source'
import { prepareImages } from './prepare-images'
import { labelsNeedClasses, writeImages } from './write-images'

export interface ImagesInput {
  slug: string
  source: ImageSource
  /** Skips unreadable images. By default, one of them fails the import. */
  skipsUnreadable?: boolean | undefined
}

/** Stores pictures, then writes all rows in one transaction: a stopped import changes nothing in the project. */
export async function importImages(
  actor: Actor,
  { slug, source, skipsUnreadable }: ImagesInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedImages> = {},
): Promise<ImportedImages> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const hasClasses = (await prisma.class.count({ where: { projectId: project.id, classIndex: { not: null } } })) > 0
  const onFound = ({ hasLabels }: { hasLabels: boolean }) => {
    if (hasLabels && !hasClasses) throw labelsNeedClasses()
  }
  const options = { fetchHosts: project.fetchHosts, onFound, skipsUnreadable }
  const made = await whileStoringImages(async () => {
    const prepared = await prepareImages(source, options, { onProgress, signal })
    return withCopySession(async (session) => {
      session.endBy(signal)
      const outcome = await writeImages(session, project.id, prepared, { onProgress, signal })
      await writeAuditEvent(session, {
        projectId: project.id,
        userId,
        action: 'project.import-images',
        details: { source: source.kind, ...outcome },
      })
      await beforeCommit?.(session, outcome)
      signal?.throwIfAborted()
      return outcome
    })
  })
  await analyzeTables(['image'])
  return made
}
