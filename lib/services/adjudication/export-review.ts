import { findJudgedImages } from '@/lib/db/adjudication/review-query'
import type { Actor } from '@/lib/domain/permissions'
import { csvStream } from '@/lib/formats/csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { findCampaign } from './review-campaign'

const columns = [
  ...(['image', 'predicted', 'labels', 'verdict', 'category', 'severity', 'note', 'expert', 'judged_at'] as const),
] as const

/** A spreadsheet would work out a text that begins like a formula. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** The judgements of a mistake review as CSV, one line an image, in the order in which they were drawn. */
export async function exportReview(
  actor: Actor,
  { slug, campaignId }: { slug: string; campaignId: number },
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin')
  const campaign = await findCampaign(project.id, campaignId)
  const rows = await findJudgedImages(project.id, campaign)
  return {
    fileName: `${slug}-review-${campaignId}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: csvStream(
      columns,
      rows.map(({ fileName, predicted, labels, verdict, category, severity, note, raterId, answeredAt }) => ({
        ...{ image: fileName, predicted, labels: labels.join('; '), verdict, category, severity },
        ...{ note: harmless(note), expert: `expert-${raterId}`, judged_at: answeredAt.toISOString() },
      })),
    ),
    runId: campaign.runId,
  }
}
