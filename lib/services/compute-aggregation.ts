import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import type { AggregationResult } from '@/lib/aggregation/aggregation-result'
import { prepareAggregation } from '@/lib/aggregation/registry'

export interface ComputeRequest {
  method: string
  parameters: unknown
  input: AggregationInput
}

/** Runs a method somewhere: here, or in a thread of the worker. `onProgress` counts candidates and may throw. */
export type Compute = (
  request: ComputeRequest,
  hooks: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal },
) => Promise<AggregationResult>

/** Runs it here and now; nothing else happens in this thread until it is done. */
export const computeHere: Compute = async ({ method, parameters, input }, { onProgress }) =>
  prepareAggregation(method, parameters).run(input, onProgress)
