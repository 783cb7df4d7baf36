import { z } from 'zod'
import { rowId } from '@/lib/contracts/endpoint'
import { modelName } from './import'

const id = rowId.optional()

/** What an export may be asked for beside its format; each format takes what concerns it. */
export const exportQuery = z.object({
  /** Left out: the latest. */
  run: id,
  model: modelName.optional(),
  review: id,
  /** Filters of adjudications, as in the address of their history. */
  ...{ reason: z.string().optional(), answer: z.string().optional(), changed: z.string().optional() },
  ...{ undone: z.string().optional(), rater: z.string().optional() },
  /** Filters of the audit trail, as in the address of its page. */
  ...{ person: z.string().optional(), kind: z.string().optional() },
  ...{ from: z.string().optional(), to: z.string().optional() },
})
export type ExportQuery = z.output<typeof exportQuery>
