import type { CountClassesResult } from '@/lib/contracts/classes/class'
import { findClassCountState, writeClassCount } from '@/lib/db/classes/write-class-count'
import { sha256 } from '@/lib/db/sha256'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { newestRun } from '@/lib/services/runs/usable-run'

export interface CountedClasses {
  /** Null before the run's classes are counted. */
  countedAt: Date | null
  /** Whether models or excluded raters have changed since the count, or there is none. */
  isOutdated: boolean
  inputHash: string
}

/** Does not check access. */
export async function classCountState(projectId: number, runId: number): Promise<CountedClasses> {
  const { inputHash: counted, countedAt, input } = await findClassCountState(projectId, runId)
  const inputHash = sha256(input)
  return { countedAt, isOutdated: counted !== inputHash, inputHash }
}

/** Stores the counts with the newest run. */
export async function countClasses(
  actor: Actor,
  slug: string,
  { onProgress, signal }: ProgressHooks = {},
): Promise<CountClassesResult> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const newest = await newestRun(projectId)
  if (!newest) throw conflict('There are no labels to count yet. Aggregate the votes first.')
  const { inputHash } = await classCountState(projectId, newest.id)
  const counts = await writeClassCount({ projectId, runId: newest.id, inputHash }, (...step) =>
    reportProgress({ onProgress, signal }, ...step),
  )
  return { runId: newest.id, ...counts }
}

interface ClassScope {
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
