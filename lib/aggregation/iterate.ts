import type { ItemAggregation } from './aggregation-method'
import type { RunContext } from './run-context'
import type { VoteTable } from './vote-table'

/** The tolerance is per vote, in nats. */
type Limits = { tolerance: number; maxIterations: number }
type Iterated = Pick<ItemAggregation, 'history' | 'iterations' | 'converged' | 'stopReason'>

export function stopReason(voteCount: number, converged: boolean, { tolerance, maxIterations }: Limits): string {
  if (voteCount === 0) return 'There are no votes.'
  if (converged) return `The objective per vote rose by less than ${tolerance}.`
  return `It reached ${maxIterations} iterations before the objective per vote rose by less than ${tolerance}.`
}

/**
 * Repeats `step` until the objective, the log-likelihood plus the log prior density, changes by less than the tolerance,
 * or not at all without votes. `history` is the objective, in nats.
 */
export function iterate(
  { voteCount }: VoteTable,
  limits: Limits,
  { onIteration }: Pick<RunContext, 'onIteration'>,
  step: () => { logLikelihood: number; logPrior: number },
): Iterated & { logLikelihood: number } {
  const history: number[] = []
  let logLikelihood = 0
  let converged = voteCount === 0
  while (history.length < limits.maxIterations && !converged) {
    const reached = step()
    logLikelihood = reached.logLikelihood
    const objective = logLikelihood + reached.logPrior
    converged = Math.abs(objective - (history.at(-1) ?? Number.NEGATIVE_INFINITY)) < limits.tolerance * voteCount
    history.push(objective)
    onIteration?.(history.length, objective)
  }
  const reason = stopReason(voteCount, converged, limits)
  return { logLikelihood, history, iterations: history.length, converged, stopReason: reason }
}

/**
 * Iterates from several starts, by a bound on the log-likelihood that `step` returns, and returns what `copy` gives at
 * the end of the start with the highest bound.
 */
export function bestOfRestarts<Learned>(
  votes: VoteTable,
  { restarts, tolerance, maxIterations }: Limits & { restarts: number },
  { onIteration }: RunContext,
  { start, step, copy }: { start: (restart: number) => void; step: () => number; copy: () => Learned },
): { learned: Learned; iterated: Iterated } {
  let best = { learned: copy(), bound: Number.NEGATIVE_INFINITY, history: [] as number[], converged: false }
  let passes = 0
  const onPass = (_: number, bound: number) => onIteration?.(++passes, bound)
  for (let restart = 0; restart < restarts; restart++) {
    start(restart)
    const reached = iterate(votes, { tolerance, maxIterations }, { onIteration: onPass }, () => {
      return { logLikelihood: step(), logPrior: 0 }
    })
    const { logLikelihood: bound, history, converged } = reached
    if (bound > best.bound) best = { learned: copy(), bound, history, converged }
  }
  const { learned, history, converged } = best
  const reason = converged
    ? `The bound on the log-likelihood per vote rose by less than ${tolerance}, in the best of ${restarts} restarts.`
    : `The best of ${restarts} restarts reached ${maxIterations} iterations before its bound per vote rose by less than ${tolerance}.`
  return { learned, iterated: { history, iterations: history.length, converged, stopReason: reason } }
}
