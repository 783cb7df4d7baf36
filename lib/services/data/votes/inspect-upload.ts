import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { inTheirWords } from '@/lib/services/data/import-upload'
import { getUploadedFiles, uploadedTable } from '@/lib/services/data/uploads/uploads'
import type { ProgressHooks } from '@/lib/services/progress'
import { inspectAnswers } from './understand-file'

/** People can review this many names; a file with more unknown ones needs a mapping file on the command line. */
const mostClasses = 1_000

export async function inspectUpload(
  actor: Actor,
  { slug, uploadId, reading }: { slug: string; uploadId: string; reading: AnswerReading },
  hooks: ProgressHooks = {},
): Promise<AnswerReport> {
  const files = await getUploadedFiles(uploadId.toLowerCase(), hooks)
  try {
    const { path } = uploadedTable(files)
    return await inspectAnswers(actor, { slug, path, reading, mostClasses }, hooks)
  } catch (error) {
    throw error instanceof AppError ? inTheirWords(error, files) : error
  }
}
