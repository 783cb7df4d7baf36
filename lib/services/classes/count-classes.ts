import type { CountClassesResult } from '@/lib/contracts/classes/class'
import { writeClassCount } from '@/lib/db/classes/write-class-count'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { classCountState } from './class-count-state'

/** Stores the counts with the newest run. */
export async function countClasses(
  actor: Actor,
  slug: string,
  { onProgress, signal }: ProgressHooks = {},
): Promise<CountClassesResult> {
  const { project } = await guardProject(actor, slug, 'admin')
  const newest = await prisma.aggregationRun.findFirst({
    where: { projectId: project.id },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  if (!newest) throw new AppError('conflict', 'There are no labels to count yet. Aggregate the votes first.')
  const { inputHash } = await classCountState(project.id, newest.id)
  const counts = await writeClassCount({ projectId: project.id, runId: newest.id, inputHash }, (step, done, total) => {
    signal?.throwIfAborted()
    onProgress?.(step, done, total)
  })
  return { runId: newest.id, ...counts }
}
