import { findPictureTimes, findTaskTimes, findTypicalTimedVotes } from '@/lib/db/plan/answer-time-query'
import { measuredTime } from '@/lib/domain/plan/answer-time'
import { secondsPerCandidate } from '@/lib/domain/raters/pace'

/** Measures image-first tasks; null if too few answers are timed. Callers that have `pictureTimes` pass them. */
export async function measuredAnswerTime(projectId: number, pictureTimes = findPictureTimes(projectId)) {
  const [times, votes, pictures] = await Promise.all([
    findTaskTimes(projectId),
    findTypicalTimedVotes(projectId),
    pictureTimes,
  ])
  const imageFirst = pictures
    ? {
        activeMs: votes.activeMs - pictures.answers * pictures.meanSeconds * 1000,
        timedAnswers: votes.timedAnswers - pictures.answers,
      }
    : votes
  return measuredTime(times, secondsPerCandidate(imageFirst))
}
