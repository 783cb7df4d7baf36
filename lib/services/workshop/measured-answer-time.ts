import { type Db, prisma } from '@/lib/db/client'
import { findTimedVotesOfPeople } from '@/lib/db/raters/activity-query'
import { findTaskTimes } from '@/lib/db/workshop/answer-time-query'
import { secondsPerCandidate } from '@/lib/domain/raters/seconds-per-candidate'
import { measuredTime } from '@/lib/domain/workshop/answer-time'

/** How long people have taken for the tasks of a project; null while too few answers are timed. */
export async function measuredAnswerTime(projectId: number, db: Db = prisma) {
  const [times, votes] = await Promise.all([findTaskTimes(projectId, db), findTimedVotesOfPeople(projectId, db)])
  return measuredTime(times, secondsPerCandidate(votes))
}
