import path from 'node:path'
import type { AnswerReading, ImportedLabelSet } from '@/lib/contracts/data/answers'
import { lockForImport } from '@/lib/db/data/import-scope'
import { insertLabelSet } from '@/lib/db/data/label-set-rows'
import { type CopyRow, withCopySession } from '@/lib/db/session/copy-session'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImportHooks } from '@/lib/services/progress'
import { collectLabels } from './collect-labels'
import { fileChecksum } from './file-checksum'
import { refuseImportedBefore, understandFile } from './understand-file'

const action = 'project.import-label-set'

interface ImportLabelSetInput {
  slug: string
  path: string
  reading: AnswerReading
  /** Name of the label set, such as its study. */
  name: string
  again?: boolean | undefined
}

export async function importLabelSet(
  actor: Actor,
  { slug, path: file, reading, name, again = false }: ImportLabelSetInput,
  { beforeCommit, ...progress }: ImportHooks<ImportedLabelSet> = {},
): Promise<ImportedLabelSet> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  const sha256 = await fileChecksum(file)
  const fileName = path.basename(file)
  return withCopySession(async (session) => {
    session.endBy(progress.signal)
    await lockForImport(session, projectId)
    await refuseImportedBefore(session, { projectId, action, fileName, sha256, again })
    const { scope, ...understood } = await understandFile(session, { projectId, file, reading }, progress)
    const collected = await collectLabels({ path: file, reading, ...understood }, progress)
    const images = [...collected.keys()].map((position) => scope.imageIds[position]!)
    const labels = [...collected].flatMap(([position, one]) =>
      [...one.labels].map((index): CopyRow => [scope.imageIds[position]!, scope.classIds.get(index)!]),
    )
    const id = await insertLabelSet(session, projectId, { name, images, labels })
    const outcome: ImportedLabelSet = { setId: id, name, images: images.length, labels: labels.length }
    const details = { ...outcome, format: understood.described.format, file: fileName, sha256 }
    await writeAuditEvent(session, { projectId, userId, action, details })
    await beforeCommit?.(session, outcome)
    progress.signal?.throwIfAborted()
    return outcome
  })
}
