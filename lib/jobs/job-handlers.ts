import { type JobKind, jobRequest } from '@/lib/contracts/job'
import type { CopySession } from '@/lib/db/copy-session'
import type { StartedJob } from '@/lib/db/job-progress'
import type { Actor } from '@/lib/domain/permissions'
import type { Compute } from '@/lib/services/compute-aggregation'
import { createDemo } from '@/lib/services/create-demo'
import type { ProgressHooks } from '@/lib/services/progress'
import { runAggregation } from '@/lib/services/run-aggregation'

export interface JobContext extends Required<ProgressHooks> {
  job: StartedJob
  projectRoot: string
  compute: Compute
  /** Marks the job as succeeded within the transaction that writes its result. */
  finishWith: (session: CopySession, result: unknown) => Promise<void>
}

/** Does a job and gives its result. Run again after a kill, it must not do twice what it has done. */
export type JobHandler = (context: JobContext) => Promise<unknown>

// Who asked was checked when the job was queued; what runs here runs for the server itself.
const server: Actor = { kind: 'operator' }

export const jobHandlers: Record<JobKind, JobHandler> = {
  aggregate: ({ job, projectRoot, compute, finishWith, ...progress }) => {
    const request = jobRequest.parse({ kind: 'aggregate', payload: job.payload })
    if (request.kind !== 'aggregate') throw new TypeError('This is no request to aggregate.')
    const hooks = { compute, beforeCommit: finishWith, ...progress }
    return runAggregation(server, { slug: job.slug, projectRoot, ...request.payload }, hooks)
  },
  'create-demo': ({ job, projectRoot, onProgress, signal }) =>
    createDemo(server, { slug: job.slug, projectRoot }, { onProgress, signal }),
}
