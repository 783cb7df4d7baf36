import type { JobSummary, StartJobInput } from '@/lib/contracts/jobs'
import { parseInput } from '@/lib/contracts/parse-input'
import { type Db, prisma } from '@/lib/db/client'
import { insertJob } from '@/lib/db/jobs/insert-job'
import { inTransaction } from '@/lib/db/session/in-transaction'
import { lockProject } from '@/lib/db/session/lock-project'
import { writeAuditEvent } from '@/lib/db/session/write-audit-event'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobKinds } from './job-kinds'
import { jobSummaryOf } from './job-summary'

/**
 * Asks the worker for something and writes down who asked. What is wrong with the request is said now, and not by a job
 * that fails later.
 */
export async function startJob(
  actor: Actor,
  { slug, kind: name, input }: StartJobInput & { slug: string },
  db: Db = prisma,
): Promise<JobSummary> {
  const access = await guardProject(actor, slug, 'admin', db)
  const { userId } = access
  const projectId = access.project.id
  const kind = Object.hasOwn(jobKinds, name) ? jobKinds[name] : undefined
  if (!kind || kind.isInternal)
    throw new AppError('invalid-input', `There is no job of the kind “${name}”.`, { kind: 'is not known' })
  const given = parseInput(kind.input, input, 'input')
  return inTransaction(db, async (tx) => {
    const payload = await kind.guard(access, given, tx)
    if (kind.isShared) {
      await lockProject(tx, projectId)
      const same = { projectId, kind: name, state: 'queued', payload: { equals: payload } } as const
      const waiting = await tx.job.findFirst({ where: same })
      if (waiting) return jobSummaryOf(waiting)
    }
    const id = await insertJob({ projectId, kind: name, title: kind.title, payload, askedBy: userId }, tx)
    if (kind.audit) {
      const details = { jobId: id, kind: name, ...payload }
      await writeAuditEvent(tx, { projectId, userId, action: kind.audit, details })
    }
    return jobSummaryOf(await tx.job.findUniqueOrThrow({ where: { projectId_id: { projectId, id } } }))
  })
}
