import { bootstrapReplicate, scoreQuantiles } from './bootstrap'
import { methodKernels } from './kernels'
import { inThisThread } from './run-context'

/** Every kernel that a thread may run, for methods and for the bootstrap. */
export const allKernels = {
  ...methodKernels,
  'bootstrap-replicate': bootstrapReplicate,
  'score-quantiles': scoreQuantiles,
}

export const runAllInThisThread = inThisThread(allKernels)
