import { findJudgedImages } from '@/lib/db/adjudication/review-query'
import { csvStream } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { getReview } from './reviews'

const columns = [
  ...(['image', 'predicted', 'labels', 'verdict', 'category', 'severity', 'note', 'expert', 'judged_at'] as const),
] as const

/** One line per image, in the order drawn. */
export async function exportReview({ id, slug }: ExportedProject, reviewId: number): Promise<ExportFile> {
  const review = await getReview(id, reviewId)
  const rows = await findJudgedImages(id, review)
  return {
    fileName: `${slug}-review-${reviewId}.csv`,
    content: csvStream(
      columns,
      rows.map(({ fileName, predicted, labels, verdict, category, severity, note, raterId, answeredAt }) => ({
        ...{ image: fileName, predicted, labels: labels.join('; '), verdict, category, severity },
        ...{ note, expert: raterId, judged_at: answeredAt.toISOString() },
      })),
    ),
    runId: review.runId,
  }
}
