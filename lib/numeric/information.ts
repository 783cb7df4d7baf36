/**
 * Share of the uncertainty about a class that one answer removes: mutual information divided by entropy, from 0 (an
 * answer carries no information) to 1 (it determines the class).
 *
 * Shapes: prior [K], probability[from ..] K rows of A: P(answer | class). 0 if the prior has no uncertainty.
 */
export function uncertaintyRemoved(
  prior: Float64Array,
  probability: Float64Array,
  from: number,
  answerCount: number,
): number {
  const classCount = prior.length
  let entropy = 0
  let information = 0
  for (let k = 0; k < classCount; k++) if (prior[k]! > 0) entropy -= prior[k]! * Math.log(prior[k]!)
  for (let answer = 0; answer < answerCount; answer++) {
    let marginal = 0
    for (let k = 0; k < classCount; k++) marginal += prior[k]! * probability[from + k * answerCount + answer]!
    for (let k = 0; k < classCount; k++) {
      const given = probability[from + k * answerCount + answer]!
      if (prior[k]! > 0 && given > 0) information += prior[k]! * given * Math.log(given / marginal)
    }
  }
  return entropy > 0 ? Math.min(1, Math.max(0, information / entropy)) : 0
}
