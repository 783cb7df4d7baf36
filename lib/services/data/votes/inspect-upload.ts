import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { inTheirWords } from '@/lib/services/data/import-upload'
import { getUploadedFiles, uploadedTable } from '@/lib/services/data/uploads/uploads'
import type { ProgressHooks } from '@/lib/services/progress'
import { inspectAnswers } from './understand-file'

/** People look through so many names; a file with more unknown ones is mapped by a file for the command line. */
const mostClasses = 1_000

/** What a file that a browser has sent says, and how its names would be understood. */
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
