import { z } from 'zod'
import { countPlannedVotes, countWantedAnswers, findQuotaState } from '@/lib/db/plan/plan-query'
import { keptFigure } from '@/lib/services/kept-figure'
import { memoize } from '@/lib/services/memoize'

// Both are slow to read and rarely change. Their cache keys name everything they depend on.
const wantedAnswers = memoize<number>(200)
const plannedVotes = keptFigure(z.number(), 200)

/** Reads tasks only after an event that may have changed their quotas, and their candidates only if it did. */
export async function findPlannedVotes(projectId: number, taskCount: number): Promise<number> {
  const { lastEvent, isAdaptive } = await findQuotaState(projectId)
  const count = () => countWantedAnswers(projectId)
  const wanted = isAdaptive ? await count() : await wantedAnswers(`${projectId} ${taskCount} ${lastEvent}`, count)
  const key = { projectId, name: 'planned votes', basis: `${taskCount} ${wanted}` }
  return plannedVotes(key, () => countPlannedVotes(projectId))
}
