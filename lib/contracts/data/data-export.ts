import { z } from 'zod'
import { rowId } from '@/lib/contracts/number'
import { modelName } from './import'

export const exportQuery = z.object({
  /** Defaults to the latest run. */
  run: rowId.optional(),
  model: modelName.optional(),
  review: rowId.optional(),
  /** Adjudication filters, as in the URL of the history page. */
  ...{ reason: z.string().optional(), answer: z.string().optional(), changed: z.string().optional() },
  ...{ undone: z.string().optional(), rater: z.string().optional() },
  /** Audit filters, as in the URL of the audit trail. */
  ...{ person: z.string().optional(), kind: z.string().optional() },
  ...{ from: z.string().optional(), to: z.string().optional() },
})
export type ExportQuery = z.output<typeof exportQuery>
