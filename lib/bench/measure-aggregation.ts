import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import type { Actor } from '@/lib/domain/permissions'
import { computeInThisThread } from '@/lib/services/runs/compute-aggregation'
import { runAggregation } from '@/lib/services/runs/run-aggregation'

/**
 * Runs a method over a project's votes `repeats` times and writes the last result as a run.
 * `computeMs` is [fastest, median, slowest] of the method alone; `wholeMs` is reading, all repeats and writing.
 */
export async function measureAggregation(
  actor: Actor,
  { repeats, ...input }: { slug: string; projectRoot: string; repeats: number } & Pick<AggregateInput, 'method'>,
): Promise<{ computeMs: [number, number, number]; wholeMs: number }> {
  const times: number[] = []
  const start = performance.now()
  await runAggregation(
    actor,
    { ...input, parameters: {} },
    {
      compute: async (request, hooks) => {
        for (let repeat = 1; ; repeat++) {
          const outcome = await computeInThisThread({ ...request, folds: null }, hooks)
          times.push(outcome.computeMs)
          if (repeat === repeats) return outcome
        }
      },
    },
  )
  const wholeMs = performance.now() - start
  times.sort((a, b) => a - b)
  return { computeMs: [times[0]!, times[Math.floor(times.length / 2)]!, times[times.length - 1]!], wholeMs }
}
