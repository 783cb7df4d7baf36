import type { Computations } from '@/lib/services/jobs/computations'
import type { ComputeBy } from '@/lib/services/jobs/job-kind'
import { agreementInThread } from './threaded-agreement'
import { aggregationInThread } from './threaded-compute'
import { effectInThread } from './threaded-effect'
import { planInThread } from './threaded-plan'
import { pointInThread } from './threaded-point'
import { scoresInThread } from './threaded-scores'

const inThreads: Computations = {
  aggregation: aggregationInThread,
  agreement: agreementInThread,
  agreementPoint: pointInThread,
  effect: effectInThread,
  plan: planInThread,
  scores: scoresInThread,
}

export const computeInThread: ComputeBy = (name) => inThreads[name]
