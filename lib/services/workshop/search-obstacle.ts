import { mostSearchedModels } from '@/lib/contracts/workshop'
import type { PlanRequest } from './plan-request'

/** Why subsets cannot be searched, as a sentence; null when they can. */
export function searchObstacle({ models, golden }: Pick<PlanRequest, 'models' | 'golden'>): string | null {
  if (models.length === 0) return 'There are no predictions of any model yet.'
  if (golden.image.length === 0)
    return 'No experts have answered yet, so recall and precision are not known and no subset can be recommended.'
  if (golden.positiveCount === 0)
    return 'The experts found no label that holds, so there is nothing whose recall could be kept.'
  if (models.length > mostSearchedModels)
    return `All subsets of ${models.length} models are too many to look at; up to ${mostSearchedModels} can be searched. Choose models yourself.`
  return null
}
