import { findJudgedImages } from '@/lib/db/adjudication/review-query'
import type { Db } from '@/lib/db/client'
import { csvStream } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { findCampaign } from './review-campaign'

const columns = [
  ...(['image', 'predicted', 'labels', 'verdict', 'category', 'severity', 'note', 'expert', 'judged_at'] as const),
] as const

/** The judgements of a mistake review as CSV, one line an image, in the order in which they were drawn. */
export async function exportReview({ id, slug }: ExportedProject, campaignId: number, db: Db): Promise<ExportFile> {
  const campaign = await findCampaign(id, campaignId, db)
  const rows = await findJudgedImages(id, campaign)
  return {
    fileName: `${slug}-review-${campaignId}.csv`,
    content: csvStream(
      columns,
      rows.map(({ fileName, predicted, labels, verdict, category, severity, note, raterId, answeredAt }) => ({
        ...{ image: fileName, predicted, labels: labels.join('; '), verdict, category, severity },
        ...{ note, expert: raterId, judged_at: answeredAt.toISOString() },
      })),
    ),
    runId: campaign.runId,
  }
}
