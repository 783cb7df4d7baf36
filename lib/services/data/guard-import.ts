import type { CheckedImport } from '@/lib/contracts/data/import'
import type { Db } from '@/lib/db/client'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { lockByKey } from '@/lib/db/session/lock-project'
import { AppError } from '@/lib/errors'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import { unusedUpload } from '@/lib/services/data/uploads/guard-upload'

/** One import at a time in a project, since each depends on what the others leave; and only of files that were sent. */
export async function guardImport({ project }: ProjectAccess, { source }: CheckedImport['payload'], db: Db) {
  await lockByKey(db, 'importStart', project.id)
  if (await findActiveImport(project.id, db))
    throw new AppError(
      'conflict',
      'Another import of this project is running or waiting. Wait until it finishes, or cancel it. Your files are kept for a day.',
    )
  if (source.from === 'upload') {
    const upload = await unusedUpload(project.id, source.uploadId, db)
    if (upload.fileCount === 0)
      throw new AppError('invalid-input', 'No files have been uploaded yet. Choose some first.')
  }
  return undefined
}
