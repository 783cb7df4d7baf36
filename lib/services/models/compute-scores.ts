import type { Resampling } from '@/lib/evaluation/kind-bootstrap'
import { type ModelFigures, modelFigures } from '@/lib/evaluation/model-figures'
import type { ScoredImages } from '@/lib/evaluation/scored-images'

export interface ScoresRequest {
  images: ScoredImages
  /** The top-1 of each model, class indices by image, −1 where it says nothing. */
  models: Int32Array[]
  resampling: Resampling
}

/** Measures models somewhere: here, or in a thread of the worker. `onProgress` counts models and may throw. */
export type ComputeScores = (
  request: ScoresRequest,
  hooks: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal },
) => Promise<ModelFigures[]>

/** One model after the other, in the order given. */
export function scoresOf(
  { images, models, resampling }: ScoresRequest,
  onProgress?: (done: number, total: number) => void,
): ModelFigures[] {
  return models.map((top1, place) => {
    const figures = modelFigures(images, top1, resampling)
    onProgress?.(place + 1, models.length)
    return figures
  })
}

/** Measures them here and now; nothing else happens in this thread until it is done. */
export const scoresHere: ComputeScores = async (request, { onProgress }) => scoresOf(request, onProgress)
