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

/** Runs everything in this thread, without progress reports. */
export const singleThreadContext: RunContext = { runBlocks: inThisThread(methodKernels) }
