import type { ExperimentData } from '@/lib/agreement/experiment-data'
import { experimentEffect } from '@/lib/agreement/experiment-effect'
import type { ExperimentEffect, MeasureExperimentInput } from '@/lib/contracts/experiments'
import { prisma } from '@/lib/db/client'
import { type ExperimentRows, readExperimentRows } from '@/lib/db/experiments/read-experiment-rows'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { numbered } from '@/lib/numeric/numbered'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ComputedBy, type CountHooks, runInThisThread } from '@/lib/services/compute'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { getExperiment } from './experiments'

interface EffectRequest {
  data: ExperimentData
  seed: number
  replicates: number
}

export const computeEffect = ({ data, ...options }: EffectRequest, { onProgress }: CountHooks) =>
  experimentEffect(data, { ...options, onProgress })

function experimentData(rows: ExperimentRows, conditionCount: number): ExperimentData {
  const { assignments, answers, votes } = rows
  const task = numbered(assignments.task)
  const candidate = numbered(answers.candidate)
  const assignmentPosition = new Map<number, number>()
  for (let index = 0; index < assignments.id.length; index++) assignmentPosition.set(assignments.id[index]!, index)
  const counts = new Int32Array(3 * candidate.size)
  for (let index = 0; index < votes.candidate.length; index++) {
    const position = candidate.get(votes.candidate[index]!)
    if (position !== undefined) counts[3 * position + votes.answer[index]!]!++
  }
  return {
    conditionCount,
    taskCount: task.size,
    candidateCount: candidate.size,
    assignments: {
      task: assignments.task.map((id) => task.get(id)!),
      condition: assignments.condition,
      activeMs: assignments.activeMs,
      isUndone: assignments.isUndone,
    },
    answers: {
      ...answers,
      assignment: answers.assignment.map((id) => assignmentPosition.get(id) ?? -1),
      candidate: answers.candidate.map((id) => candidate.get(id)!),
    },
    votes: counts,
  }
}

/** Excluded raters do not count. The worker stores the result. Throws AppError `conflict` without submissions. */
export async function measureExperiment(
  actor: Actor,
  { slug, experimentId, seed, replicates }: MeasureExperimentInput & { slug: string },
  {
    compute = runInThisThread(computeEffect),
    onProgress,
    signal,
  }: ProgressHooks & ComputedBy<typeof computeEffect> = {},
): Promise<ExperimentEffect> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { conditions } = await getExperiment(projectId, experimentId, prisma)
  const rows = await readExperimentRows(projectId, experimentId, (done, total) => {
    reportProgress({ onProgress, signal }, 'Reading answers', Math.min(done, total), total)
  })
  if (rows.assignments.id.length === 0)
    throw conflict('No task of this experiment has been submitted yet, so there is nothing to measure.')
  const data = experimentData(rows, conditions.length)
  const figures = await compute(
    { data, seed, replicates },
    { signal, onProgress: (done, total) => onProgress?.('Resampling tasks', done, total) },
  )
  return {
    experimentId,
    conditions: figures.map((figure, index) => ({ condition: conditions[index]!.condition, ...figure })),
    tasks: data.taskCount,
    raters: new Set(rows.assignments.rater).size,
    seed,
    replicates,
  }
}
