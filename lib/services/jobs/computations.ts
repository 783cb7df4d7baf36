import { computeAgreement, computePoint } from '@/lib/services/agreement/compute-agreement'
import type { AsyncComputation } from '@/lib/services/compute'
import { computeEffect } from '@/lib/services/experiments/measure-experiment'
import { computeScores } from '@/lib/services/models/compute-scores'
import { computePlan } from '@/lib/services/plan/compute-plan'
import { computeAndEvaluate } from '@/lib/services/runs/compute-aggregation'
import { replayVotes } from '@/lib/services/runs/replay-adaptive'

export const computations = {
  aggregation: computeAndEvaluate,
  agreement: computeAgreement,
  agreementPoint: computePoint,
  effect: computeEffect,
  plan: computePlan,
  replay: replayVotes,
  scores: computeScores,
}

export type ComputationName = keyof typeof computations
export type Computations = { [Name in ComputationName]: AsyncComputation<(typeof computations)[Name]> }
