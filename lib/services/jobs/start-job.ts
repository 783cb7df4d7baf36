import { parseInput } from '@/lib/contracts/endpoint'
import type { JobSummary, StartJobInput } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import { insertJob } from '@/lib/db/jobs/job-rows'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobKinds } from './job-kinds'
import { jobSummaryOf } from './read-jobs'

interface NewJob {
  projectId: number
  /** The user who requested it; null for the command line and the server itself. */
  userId: string | null
  kind: string
  payload: object
}

/** Adds a job of a kind within the caller's transaction, and records who requested it. */
export async function addJob({ projectId, userId, kind: name, payload }: NewJob, db: Db): Promise<string> {
  const kind = jobKinds[name]
  if (!kind) throw new TypeError(`There is no job of the kind “${name}”.`)
  const id = await insertJob({ projectId, kind: name, title: kind.title, payload, askedBy: userId }, db)
  if (kind.audit) {
    await writeAuditEvent(db, { projectId, userId, action: kind.audit, details: { jobId: id, kind: name, ...payload } })
  }
  return id
}

/** Starts a job and records who requested it. Invalid requests throw now instead of failing later in the job. */
export async function startJob(
  actor: Actor,
  { slug, kind: name, input }: StartJobInput & { slug: string },
): Promise<JobSummary> {
  const access = await guardProject(actor, slug, 'admin')
  const { userId } = access
  const projectId = access.project.id
  const kind = Object.hasOwn(jobKinds, name) ? jobKinds[name] : undefined
  if (!kind || kind.isInternal) throw invalidInput(`There is no job of the kind “${name}”.`, { kind: 'is not known' })
  const given = parseInput(kind.input, input, 'input')
  return prisma.$transaction(async (tx) => {
    const payload = await kind.complete(access, given, tx)
    if (kind.sharedWhile) {
      await lockProject(tx, projectId)
      const states = kind.sharedWhile === 'queued' ? (['queued'] as const) : (['queued', 'running'] as const)
      const same = await tx.job.findFirst({
        where: { projectId, kind: name, state: { in: [...states] }, payload: { equals: payload } },
      })
      if (same) return jobSummaryOf(same)
    }
    const id = await addJob({ projectId, userId, kind: name, payload }, tx)
    return jobSummaryOf(await tx.job.findUniqueOrThrow({ where: { projectId_id: { projectId, id } } }))
  })
}
