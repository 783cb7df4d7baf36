import type { Qualification } from '@/lib/contracts/quality'
import type { Db } from '@/lib/db/client'
import { countCheckTasks } from '@/lib/db/quality/golden-use-query'
import { AppError } from '@/lib/errors'
import { counted } from '@/lib/wording/number'

export const countTestTasks = async (projectId: number, db: Db): Promise<number> =>
  (await countCheckTasks(projectId, db)).find(({ use }) => use === 'test')?.tasks ?? 0

/** AppError when there are too few test tasks for one attempt: a test without tasks is one that everybody passes. */
export function refuseMissingTest(qualification: Qualification | null, found: number, field: string): void {
  if (!qualification || found >= qualification.testTasks) return
  const wanted = counted(qualification.testTasks, 'task', 'tasks', 'en')
  const there = found === 1 ? 'there is 1 test task' : `there are ${counted(found, 'test task', 'test tasks', 'en')}`
  const message = `The test asks for ${wanted}, but ${there}. Assign more golden images to the test on the “Golden images” tab, ask for fewer tasks, or do not require a test.`
  throw new AppError('invalid-input', message, { [field]: message })
}
