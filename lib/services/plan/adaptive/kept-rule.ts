import { z } from 'zod'
import type { CertifiedRule } from '@/lib/stopping/certified-rule'
import type { StoppingRule } from '@/lib/stopping/stopping-rule'

const numbers = z.array(z.number()).transform((values) => Float64Array.from(values))
const table = z.object({ bounds: numbers, mean: numbers })

/** What a batch stores of the learned and proved rule, which is null if not even the strictest price was proved. */
export const keptRule = z.object({
  at: z.iso.datetime(),
  learned: z.number().int(),
  /** Candidates on which the limit was proved; those the rule decides differently; upper bound of their share. */
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

/** Converts a rule to JSON, which has no typed arrays. */
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
