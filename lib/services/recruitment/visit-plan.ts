import { storedSettings } from '@/lib/contracts/plan'
import type { PanelSettings } from '@/lib/contracts/recruitment'
import { findPlanStart } from '@/lib/db/plan/plan-query'
import { findTaskSizes } from '@/lib/db/recruitment/task-size-query'
import { type AnswerTime, answerTime } from '@/lib/domain/plan/answer-time'
import type { VisitPlan } from '@/lib/domain/recruitment/visit-time'
import { memoize } from '@/lib/services/memoize'
import { measuredAnswerTime } from '@/lib/services/plan/measured-answer-time'
import { qualitySettingsOf } from '@/lib/services/quality/quality-settings'

interface TaskTimes {
  time: AnswerTime
  sizes: Awaited<ReturnType<typeof findTaskSizes>>
}

/** Cached, since every page of every participant requests it and a mean over all answers takes time. */
const keptMs = 60_000
const keepTimes = memoize<TaskTimes>(64)

async function readTaskTimes(projectId: number): Promise<TaskTimes> {
  const [measured, start, sizes] = await Promise.all([
    measuredAnswerTime(projectId),
    findPlanStart(projectId),
    findTaskSizes(projectId),
  ])
  const { data: stored } = storedSettings.safeParse((start?.plan as { settings?: unknown } | null)?.settings)
  // Shows measured times of others once they are known; until then the plan's estimate.
  return { time: answerTime(measured ? null : (stored?.secondsPerCandidate ?? null), measured), sizes }
}

const taskTimes = (projectId: number): Promise<TaskTimes> =>
  keepTimes(`${projectId} ${Math.floor(Date.now() / keptMs)}`, () => readTaskTimes(projectId))

interface TimedVisitPlan extends VisitPlan {
  from: AnswerTime['from']
}

/** Returns a function that describes and times a visit for given panel settings, with or without qualification. */
export async function visitPlanner(project: {
  id: number
  quality: unknown
}): Promise<(settings: Pick<PanelSettings, 'tasksPerVisit'>, isQualified?: boolean) => TimedVisitPlan> {
  const { time, sizes } = await taskTimes(project.id)
  const { qualification } = qualitySettingsOf(project.quality)
  const size = (kind: 'rating' | 'training' | 'test') => sizes.find((one) => one.kind === kind)
  const usual = size('rating')?.candidates ?? 1
  const seconds = (kind: 'rating' | 'training' | 'test') =>
    time.perTask + time.perCandidate * (size(kind)?.candidates ?? usual)
  return ({ tasksPerVisit }, isQualified = false) => ({
    wanted: tasksPerVisit,
    trainingTasks: isQualified ? 0 : Math.min(qualification?.trainingTasks ?? 0, size('training')?.tasks ?? 0),
    testTasks: isQualified ? 0 : Math.min(qualification?.testTasks ?? 0, size('test')?.tasks ?? 0),
    secondsPerTask: seconds('rating'),
    secondsPerTraining: seconds('training'),
    secondsPerTest: seconds('test'),
    from: time.from,
  })
}
