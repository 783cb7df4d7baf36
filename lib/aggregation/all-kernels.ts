import { bootstrapReplicate, scoreQuantiles } from './bootstrap'
import { methodKernels } from './kernels'
import { inThisThread } from './run-context'

/** All that a thread may be asked to run, by methods and around them. */
export const allKernels = {
  ...methodKernels,
  'bootstrap-replicate': bootstrapReplicate,
  'score-quantiles': scoreQuantiles,
}

export const runAllHere = inThisThread(allKernels)
