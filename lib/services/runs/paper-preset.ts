import type { AggregationInput } from '@/lib/aggregation/aggregation-method'

const imagenetClassCount = 1_000

/** Whether golden answers are like the paper's, whose parameters assume ImageNet's classes and five experts. */
export function isLikePaper({ goldenAnswers }: AggregationInput, classCount: number): boolean {
  const { person, isExpert } = goldenAnswers
  const experts = new Set(person.filter((_, at) => isExpert[at] === 1)).size
  return classCount === imagenetClassCount && experts === 5
}
