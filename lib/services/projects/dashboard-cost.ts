import { batchReason } from '@/lib/contracts/plan'
import type { Dashboard } from '@/lib/contracts/projects/dashboard'

/**
 * What raters' measured time has cost at the pay that the newest launched plan names, and what the plans of all launched
 * batches in that currency said. Null where no plan names a pay.
 */
export function dashboardCost(reasons: readonly unknown[], activeHours: number): Dashboard['cost'] {
  const plans = reasons.flatMap((reason) => {
    const known = batchReason.safeParse(reason)
    return known.success ? [known.data] : []
  })
  const newest = plans.at(0)
  if (!newest) return null
  const { currency, payPerHour } = newest.settings
  const planned = plans.reduce((sum, plan) => sum + (plan.settings.currency === currency ? plan.figures.cost : 0), 0)
  return { currency, payPerHour, soFar: activeHours * payPerHour, planned }
}
