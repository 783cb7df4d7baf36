import { type Db, prisma } from '@/lib/db/client'
import { imageFlagRows } from '@/lib/db/images/image-flag-rows'
import type { Actor } from '@/lib/domain/permissions'
import { csvStream } from '@/lib/formats/csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'

const columns = ['image', 'rater', 'kinds', 'comment', 'flagged_at', 'settled_at'] as const

async function* csvRows(projectId: number) {
  for await (const flag of imageFlagRows(projectId)) {
    yield {
      image: flag.fileName,
      rater: flag.raterExternalId ?? `rater-${flag.raterId}`,
      kinds: flag.kinds,
      comment: harmless(flag.comment),
      flagged_at: flag.createdAt,
      settled_at: flag.settledAt,
    }
  }
}

/** A spreadsheet would work out a text that begins like a formula; raters write these texts. */
const harmless = (text: string | null) => (text && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** All that raters said of pictures as CSV, one line a rater and picture, in the order of the files. */
export async function exportFlagsCsv(actor: Actor, { slug }: { slug: string }, db: Db = prisma): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return {
    fileName: `${slug}-flags.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: csvStream(columns, csvRows(project.id)),
    runId: null,
  }
}
