import { type Db, prisma } from '@/lib/db/client'
import { findTaskTimes } from '@/lib/db/workshop/answer-time-query'
import { measuredTime } from '@/lib/domain/workshop/answer-time'

/** How long people have taken for the tasks of a project; null while too few answers are timed. */
export async function measuredAnswerTime(projectId: number, db: Db = prisma) {
  const rows = await findTaskTimes(projectId, db)
  const all = rows.find(({ candidates }) => candidates === null)
  const bySize = rows.flatMap(({ candidates, ...times }) => (candidates === null ? [] : [{ candidates, ...times }]))
  return measuredTime(bySize, all?.medianSecondsPerCandidate ?? null)
}
