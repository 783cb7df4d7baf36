import { classOrderPass } from './class-order-pass'
import { emPass } from './em-pass'
import { reassessPass } from './reassess-pass'
import { inThisThread, type RunContext } from './run-context'
import { twoClassPass } from './two-class-pass'

/** The kernels that methods ask for. */
export const methodKernels = {
  'em-pass': emPass,
  'two-class-pass': twoClassPass,
  'reassess-pass': reassessPass,
  'class-order-pass': classOrderPass,
}

/** Everything in this thread, and nobody listens. */
export const runHere: RunContext = { runBlocks: inThisThread(methodKernels) }
