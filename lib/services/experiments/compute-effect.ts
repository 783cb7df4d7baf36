import type { ExperimentData } from '@/lib/agreement/experiment-data'
import { experimentEffect } from '@/lib/agreement/experiment-effect'
import type { CountHooks } from '@/lib/services/compute'

export interface EffectRequest {
  data: ExperimentData
  seed: number
  replicates: number
}

export const computeEffect = ({ data, ...options }: EffectRequest, { onProgress }: CountHooks) =>
  experimentEffect(data, { ...options, onProgress })
