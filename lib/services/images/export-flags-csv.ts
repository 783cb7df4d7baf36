import { imageFlagRows } from '@/lib/db/images/flagged-image-query'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

/** One row per rater and image, in the order of the files. */
export const exportFlagsCsv = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-flags.csv`,
  content: csvTable(imageFlagRows(id), {
    image: ({ fileName }) => fileName,
    rater: ({ raterId }) => raterId,
    kinds: ({ kinds }) => kinds,
    comment: ({ comment }) => comment,
    flagged_at: ({ createdAt }) => createdAt,
    settled_at: ({ settledAt }) => settledAt,
  }),
})
