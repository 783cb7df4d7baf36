import { z } from 'zod'
import { rowId } from '@/lib/contracts/number'
import { historyReasons } from '@/lib/domain/adjudication/adjudication-view'
import { auditKinds, namelessActors } from '@/lib/domain/audit/audit-action'
import { answers } from '@/lib/domain/rating/answer'
import { modelName } from './import'

const filter = (about: string) => z.string().optional().describe(about)

export const exportQuery = z.object({
  /** Defaults to the latest run. */
  run: rowId.optional(),
  model: modelName.optional(),
  review: rowId.optional(),
  /** Adjudication filters, as in the URL of the history page. */
  reason: filter(`adjudications-csv: ${historyReasons.join(', ')}`),
  answer: filter(`adjudications-csv: ${answers.join(', ')}`),
  changed: filter('adjudications-csv: yes or no, whether the answer was changed after others were shown'),
  undone: filter('adjudications-csv: yes or no, whether the decision was undone'),
  rater: filter('adjudications-csv: number of a rater'),
  /** Audit filters, as in the URL of the audit trail. */
  person: filter(`audit-csv: id of an account, or ${namelessActors.join(', ')}`),
  kind: filter(`audit-csv: ${auditKinds.join(', ')}`),
  from: filter('audit-csv: first day in UTC, such as 2026-11-27'),
  to: filter('audit-csv: last day in UTC'),
})
export type ExportQuery = z.output<typeof exportQuery>
