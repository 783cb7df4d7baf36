import { mostSearchedModels } from '@/lib/contracts/plan'
import type { PlanRequest } from './plan-request'

/** Null if subsets can be searched. */
export function searchObstacle({ models, golden }: Pick<PlanRequest, 'models' | 'golden'>): string | null {
  if (models.length === 0) return 'There are no model predictions yet.'
  if (golden.image.length === 0)
    return 'No experts have answered yet, so recall and precision are unknown and no subset can be recommended.'
  if (golden.positiveCount === 0) return 'The experts found no label that applies, so recall cannot be measured.'
  if (golden.positiveCount === golden.originalCount)
    return `All ${golden.positiveCount.toLocaleString('en')} labels that the experts found are original labels, which are always asked about. They say nothing about what models add, so all models are kept.`
  if (models.length > mostSearchedModels)
    return `There are too many subsets of ${models.length} models to search; the maximum is ${mostSearchedModels} models. Select models yourself.`
  return null
}
