import { findAdjudications } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-history'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { csvStream } from '@/lib/formats/csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'

const columns = [
  ...([
    'id',
    'image',
    'class_index',
    'class',
    'expert',
    'first_answer',
    'answer',
    'reason',
    'note',
    'score_then',
  ] as const),
  ...(['stands', 'decided_at'] as const),
] as const
const chunk = 1_000

/** A spreadsheet would work out a text that begins like a formula. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

async function* csvRows(projectId: number, view: HistoryView) {
  for (let offset = 0; ; offset += chunk) {
    const rows = await findAdjudications(projectId, view, { limit: chunk, offset })
    for (const row of rows)
      yield {
        id: row.id,
        image: row.fileName,
        class_index: row.classIndex,
        class: row.name,
        // The number, not the name: a file travels further than a page.
        expert: `expert-${row.raterId}`,
        first_answer: answerOf(row.firstAnswer),
        answer: answerOf(row.answer),
        reason: row.reason,
        note: harmless(row.note),
        score_then: row.score,
        stands: row.isUndone ? 'taken back' : row.isOvertaken ? 'overtaken' : 'yes',
        decided_at: row.createdAt.toISOString(),
      }
    if (rows.length < chunk) return
  }
}

/** The adjudications a view shows as CSV, one line each, the newest first. */
export async function exportAdjudications(
  actor: Actor,
  { slug, view }: { slug: string; view: HistoryView },
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin')
  return {
    fileName: `${slug}-adjudications.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: csvStream(columns, csvRows(project.id, view)),
    runId: null,
  }
}
