import { parseInput } from '@/lib/contracts/endpoint'
import type { JobSummary, StartJobInput } from '@/lib/contracts/jobs'
import { type Db, prisma } from '@/lib/db/client'
import { endJob, insertJob, requestCancel, type StartedJob } from '@/lib/db/jobs/job-rows'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { jobKinds } from './job-kinds'
import { jobSummaryOf, summarizeJob } from './read-jobs'

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
  if (!kind || kind.isInternal) {
    const startable = Object.keys(jobKinds).filter((one) => !jobKinds[one]!.isInternal)
    throw invalidInput(`There is no job of the kind “${name}”. Choose one of ${startable.join(', ')}.`, {
      kind: 'is not known',
    })
  }
  const given = parseInput(kind.input, input, 'input')
  return inTransaction(prisma, async (tx) => {
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

interface EndedJob {
  projectId: number
  userId: string | null
  jobId: string
  kind: string
}

/** Records the end of a job whose start is in the audit trail. */
async function auditEnd(db: Db, { kind, jobId, ...who }: EndedJob, action: 'job.cancel' | 'job.fail') {
  const job = jobKinds[kind]
  if (job?.audit) await writeAuditEvent(db, { ...who, action, details: { jobId, kind, job: job.title } })
}

/** Cancels a waiting job at once; a running one stops at its next step. Only answers of simulated raters are kept. */
export async function cancelJob(actor: Actor, { slug, jobId }: { slug: string; jobId: string }): Promise<JobSummary> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const { kind } = await summarizeJob(projectId, jobId)
  await inTransaction(prisma, async (tx) => {
    if (await requestCancel(projectId, jobId, tx)) await auditEnd(tx, { projectId, userId, jobId, kind }, 'job.cancel')
  })
  return summarizeJob(projectId, jobId)
}

export async function failJob(job: StartedJob, error: string): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    if (await endJob(job, { state: 'failed', error }, tx)) await auditEnd(tx, { ...job, userId: null }, 'job.fail')
  })
}

const deletion = 'delete-project'

/** Restarts failed deletions of projects. Nobody else can, since deleted projects are hidden from everyone. */
export async function resumeDeletions(): Promise<void> {
  const left = await prisma.project.findMany({
    where: { NOT: { deletedAt: null }, jobs: { none: { kind: deletion, state: { in: ['queued', 'running'] } } } },
    select: {
      ...{ id: true, name: true },
      jobs: { where: { kind: deletion }, orderBy: { createdAt: 'desc' }, take: 1, select: { askedBy: true } },
    },
  })
  for (const { id, name, jobs } of left)
    await addJob({ projectId: id, userId: jobs[0]?.askedBy ?? null, kind: deletion, payload: { name } }, prisma)
}
