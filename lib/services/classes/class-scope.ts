import { newestRun } from '@/lib/services/runs/usable-run'
import { type CountedClasses, classCountState } from './count-classes'

export interface ClassScope {
  projectId: number
  /** Newest run; null before the first. */
  runId: number | null
  counted: CountedClasses | null
}

/** Does not check access. */
export async function classScope(projectId: number): Promise<ClassScope> {
  const newest = await newestRun(projectId)
  if (!newest) return { projectId, runId: null, counted: null }
  return { projectId, runId: newest.id, counted: await classCountState(projectId, newest.id) }
}

export const countStateOf = ({ runId, counted }: ClassScope) => ({
  runId,
  countedAt: counted?.countedAt?.toISOString() ?? null,
  isOutdated: counted?.isOutdated ?? false,
})
