import type { ExperimentData } from '@/lib/agreement/experiment-data'
import { type ConditionFigures, experimentEffect } from '@/lib/agreement/experiment-effect'

export interface EffectRequest {
  data: ExperimentData
  seed: number
  replicates: number
}

/** Measures an effect somewhere: here, or in a thread of the worker. `onProgress` counts replicates and may throw. */
export type ComputeEffect = (
  request: EffectRequest,
  hooks: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal },
) => Promise<ConditionFigures[]>

/** Measures it here and now; nothing else happens in this thread until it is done. */
export const effectHere: ComputeEffect = async ({ data, seed, replicates }, { onProgress }) =>
  experimentEffect(data, { seed, replicates, onProgress })
