import type { GoldenUseCounts, Qualification } from '@/lib/contracts/quality'
import { AppError } from '@/lib/errors'
import { testProblem } from '@/lib/wording/quality'

/** AppError when there are too few test tasks for one attempt: a test without tasks is one that everybody passes. */
export function refuseMissingTest(qualification: Qualification | null, counts: GoldenUseCounts, field: string): void {
  const message = qualification && testProblem(qualification.testTasks, counts)
  if (message) throw new AppError('invalid-input', message, { [field]: message })
}
