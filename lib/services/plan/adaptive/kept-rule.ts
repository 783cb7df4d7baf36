import { z } from 'zod'
import type { CertifiedRule } from '@/lib/stopping/certified-rule'
import type { StoppingRule } from '@/lib/stopping/stopping-rule'

const numbers = z.array(z.number()).transform((values) => Float64Array.from(values))
const table = z.object({ bounds: numbers, mean: numbers })

/** What a batch keeps of what was learned and proved: the rule is null where not even the strictest price was proved. */
export const keptRule = z.object({
  at: z.iso.datetime(),
  learned: z.number().int(),
  /** Candidates that the limit was proved on, how many of them the rule decides otherwise, and the share not refuted. */
  audited: z.number().int(),
  changed: z.number().int(),
  bound: z.number(),
  rule: z.object({ price: z.number(), keptPrice: z.number(), tables: z.array(z.tuple([table, table])) }).nullable(),
  model: z.object({
    shares: z.object({ seen: numbers, kept: numbers, mean: z.tuple([z.number(), z.number()]) }),
    weights: z.array(numbers),
  }),
})
export type KeptRule = z.output<typeof keptRule>

/** As it is written: JSON has no typed arrays. */
export const storedRule = (
  found: CertifiedRule,
  { at, learned }: { at: Date; learned: number },
): z.input<typeof keptRule> => ({
  ...{ at: at.toISOString(), learned, audited: found.audited, changed: found.changed, bound: found.bound },
  rule: found.rule && {
    ...{ price: found.rule.price, keptPrice: found.rule.keptPrice },
    tables: found.rule.tables.map(([others, originals]) => [plain(others), plain(originals)]),
  },
  model: {
    shares: {
      ...{ seen: [...found.model.shares.seen], kept: [...found.model.shares.kept] },
      mean: [...found.model.shares.mean],
    },
    weights: found.model.weights.map((own) => [...own]),
  },
})

const plain = ({ bounds, mean }: StoppingRule['tables'][number][number]) => ({ bounds: [...bounds], mean: [...mean] })
