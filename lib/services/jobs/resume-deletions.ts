import { prisma } from '@/lib/db/client'
import { addJob } from './start-job'

const kind = 'delete-project'

/** Restarts failed deletions of projects. Nobody else can, since deleted projects are hidden from everyone. */
export async function resumeDeletions(): Promise<void> {
  const left = await prisma.project.findMany({
    where: { NOT: { deletedAt: null }, jobs: { none: { kind, state: { in: ['queued', 'running'] } } } },
    select: {
      ...{ id: true, name: true },
      jobs: { where: { kind }, orderBy: { createdAt: 'desc' }, take: 1, select: { askedBy: true } },
    },
  })
  for (const { id, name, jobs } of left)
    await addJob({ projectId: id, userId: jobs[0]?.askedBy ?? null, kind, payload: { name } }, prisma)
}
