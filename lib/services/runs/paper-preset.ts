import type { AggregationInput } from '@/lib/aggregation/aggregation-input'

const imagenetClassCount = 1_000

/** Whether golden answers are like the paper's: its own parameters speak of ImageNet's classes and of five experts. */
export function isLikePaper({ goldenAnswers }: AggregationInput, classCount: number): boolean {
  const { person, isExpert } = goldenAnswers
  const experts = new Set(person.filter((_, at) => isExpert[at] === 1)).size
  return classCount === imagenetClassCount && experts === 5
}
