import { streamAdjudications } from '@/lib/db/adjudication/adjudication-list-query'
import type { HistoryView } from '@/lib/domain/adjudication/adjudication-view'
import { csvTable } from '@/lib/formats/csv'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

export const exportAdjudications = ({ id: projectId, slug }: ExportedProject, filter: HistoryView): ExportFile => ({
  fileName: `${slug}-adjudications.csv`,
  content: csvTable(streamAdjudications({ projectId, filter }), {
    id: (row) => row.id,
    image: (row) => row.fileName,
    class_index: (row) => row.classIndex,
    class: (row) => row.name,
    // A number instead of the name, since files are passed on.
    expert: (row) => row.raterId,
    first_answer: (row) => row.firstAnswer,
    answer: (row) => row.answer,
    reason: (row) => row.reason,
    note: (row) => row.note,
    score_then: (row) => row.score,
    stands: (row) => (row.isUndone ? 'withdrawn' : row.isOvertaken ? 'overtaken' : 'yes'),
    decided_at: (row) => row.createdAt,
  }),
})
