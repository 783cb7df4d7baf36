import type { ComputeAgreement } from '@/lib/services/agreement/compute-agreement'
import type { ComputePoint } from '@/lib/services/agreement/compute-point'
import type { ComputeEffect } from '@/lib/services/experiments/compute-effect'
import type { ComputeScores } from '@/lib/services/models/compute-scores'
import type { Compute } from '@/lib/services/runs/compute-aggregation'
import type { ComputePlan } from '@/lib/services/workshop/compute-plan'

/** What takes so long that the worker does it in a thread. */
export interface Computations {
  aggregation: Compute
  agreement: ComputeAgreement
  agreementPoint: ComputePoint
  effect: ComputeEffect
  plan: ComputePlan
  scores: ComputeScores
}
