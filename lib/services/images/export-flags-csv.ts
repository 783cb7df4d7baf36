import { imageFlagRows } from '@/lib/db/images/image-flag-rows'
import { csvStream } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

const columns = ['image', 'rater', 'kinds', 'comment', 'flagged_at', 'settled_at'] as const

async function* csvRows(projectId: number) {
  for await (const flag of imageFlagRows(projectId)) {
    yield {
      image: flag.fileName,
      rater: flag.raterId,
      kinds: flag.kinds,
      comment: flag.comment,
      flagged_at: flag.createdAt,
      settled_at: flag.settledAt,
    }
  }
}

/** One row per rater and image, in the order of the files. */
export const exportFlagsCsv = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-flags.csv`,
  content: csvStream(columns, csvRows(id)),
})
