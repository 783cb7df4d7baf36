import { findJudgedImages } from '@/lib/db/adjudication/review-query'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { getReview } from './reviews'

/** One line per image, in the order drawn. */
export async function exportReview({ id, slug }: ExportedProject, reviewId: number): Promise<ExportFile> {
  const review = await getReview(id, reviewId)
  const rows = await findJudgedImages(id, review)
  return {
    fileName: `${slug}-review-${reviewId}.csv`,
    content: csvTable(rows, {
      image: ({ fileName }) => fileName,
      predicted: ({ predicted }) => predicted,
      labels: ({ labels }) => labels.join('; '),
      verdict: ({ verdict }) => verdict,
      category: ({ category }) => category,
      severity: ({ severity }) => severity,
      note: ({ note }) => note,
      expert: ({ raterId }) => raterId,
      judged_at: ({ answeredAt }) => answeredAt.toISOString(),
    }),
    runId: review.runId,
  }
}
