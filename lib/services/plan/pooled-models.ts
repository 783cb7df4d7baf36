import { AppError } from '@/lib/errors'
import { mostPooledModels } from '@/lib/proposals/proposal-pool'
import type { PlanRequest } from './plan-request'

/** Returns the models to pool: all of them, or only the chosen ones if there are too many. */
export function pooledModels({ models, chosen }: Pick<PlanRequest, 'models' | 'chosen'>): number[] {
  const all = Array.from(models.keys())
  if (models.length <= mostPooledModels) return all
  const pooled = chosen ?? all
  if (pooled.length <= mostPooledModels) return pooled
  throw new AppError(
    'conflict',
    `A plan can use at most ${mostPooledModels} models, and ${pooled.length} are selected. Select fewer.`,
    { models: `At most ${mostPooledModels}.` },
  )
}
