import type { Resampling } from '@/lib/evaluation/kind-bootstrap'
import { type ModelFigures, modelFigures } from '@/lib/evaluation/model-figures'
import type { ScoredImages } from '@/lib/evaluation/scored-images'
import type { CountHooks } from '@/lib/services/compute'

export interface ScoresRequest {
  images: ScoredImages
  /** The top-1 of each model, class indices by image, −1 where it says nothing. */
  models: Int32Array[]
  resampling: Resampling
}

/** One model after the other, in the order given. */
export function computeScores(
  { images, models, resampling }: ScoresRequest,
  { onProgress }: CountHooks,
): ModelFigures[] {
  return models.map((top1, index) => {
    const figures = modelFigures(images, top1, resampling)
    onProgress?.(index + 1, models.length)
    return figures
  })
}
