import type { z } from 'zod'
import { type JobKind, jobRequest } from '@/lib/contracts/jobs'
import type { AggregateDetail } from '@/lib/contracts/runs/aggregation'
import type { StartedJob } from '@/lib/db/jobs/job-progress'
import type { CopySession } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { countClasses } from '@/lib/services/classes/count-classes'
import { startClassCount } from '@/lib/services/classes/start-class-count'
import { type CheckedImport, importUpload } from '@/lib/services/data/import-upload'
import { measureExperiment } from '@/lib/services/experiments/measure-experiment'
import { scoreModels } from '@/lib/services/models/score-models'
import { startScoresIfPossible } from '@/lib/services/models/start-model-scores'
import type { ProgressHooks } from '@/lib/services/progress'
import { createDemo } from '@/lib/services/projects/create-demo'
import { measureRaterImpact } from '@/lib/services/raters/measure-rater-impact'
import { makeReleaseFiles } from '@/lib/services/releases/make-release-files'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { compareMethods } from '@/lib/services/runs/compare-methods'
import type { Compute } from '@/lib/services/runs/compute-aggregation'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { launchBatch } from '@/lib/services/workshop/launch-batch'
import { planProposals } from '@/lib/services/workshop/plan-proposals'
import { simulateRaters } from '@/lib/services/workshop/simulate-raters'
import { agreementInThread } from './threaded-agreement'
import { effectInThread } from './threaded-effect'
import { planInThread } from './threaded-plan'
import { scoresInThread } from './threaded-scores'

export interface JobContext extends Required<ProgressHooks> {
  job: StartedJob
  projectRoot: string
  compute: Compute
  /** Keeps what the job shows beside its progress. */
  onDetail: (detail: unknown) => void
  /** Marks the job as succeeded within the transaction that writes its result. */
  finishWith: (session: CopySession, result: unknown) => Promise<void>
}

/** Does a job and gives its result. Run again after a kill, it must not do twice what it has done. */
export type JobHandler = (context: JobContext) => Promise<unknown>

// Who asked was checked when the job was queued; what runs here runs for the server itself.
const server: Actor = { kind: 'operator' }

type Request<Kind> = Extract<z.output<typeof jobRequest>, { kind: Kind }>

/** What a job of this kind was asked, as its contract has it. */
function payloadOf<Kind extends JobKind>(kind: Kind, payload: unknown): Request<Kind>['payload'] {
  const request: { payload: unknown } = jobRequest.parse({ kind, payload })
  return request.payload as Request<Kind>['payload']
}

const importJob =
  (kind: CheckedImport['kind']): JobHandler =>
  ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const request = jobRequest.parse({ kind, payload: job.payload }) as CheckedImport
    return importUpload(
      server,
      { slug: job.slug, request, projectRoot },
      { beforeCommit: finishWith, onProgress, signal },
    )
  }

/** What changes how models score is followed by scoring them. */
const scored =
  (handler: JobHandler): JobHandler =>
  async (context) => {
    const result = await handler(context)
    await startScoresIfPossible(server, context.job.slug)
    return result
  }

export const jobHandlers: Record<JobKind, JobHandler> = {
  aggregate: async ({ job, projectRoot, compute, finishWith, onDetail, ...progress }) => {
    const payload = payloadOf('aggregate', job.payload)
    const logLikelihood: number[] = []
    const onIteration = (_: number, value: number) => {
      logLikelihood.push(value)
      onDetail({ logLikelihood } satisfies AggregateDetail)
    }
    const hooks = { compute, beforeCommit: finishWith, onIteration, ...progress }
    const result = await runAggregation(server, { slug: job.slug, projectRoot, ...payload }, hooks)
    await startClassCount(server, job.slug)
    await startScoresIfPossible(server, job.slug)
    return result
  },
  'measure-agreement': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const payload = payloadOf('measure-agreement', job.payload)
    const hooks = { compute: agreementInThread, beforeCommit: finishWith, onProgress, signal }
    return measureAgreement(server, { slug: job.slug, projectRoot, ...payload }, hooks)
  },
  'compare-methods': ({ job, compute, onProgress, signal }) => {
    const payload = payloadOf('compare-methods', job.payload)
    return compareMethods(server, { slug: job.slug, ...payload }, { compute, onProgress, signal })
  },
  'count-classes': ({ job, onProgress, signal }) => countClasses(server, job.slug, { onProgress, signal }),
  'create-demo': ({ job, projectRoot, onProgress, signal }) =>
    createDemo(server, { slug: job.slug, projectRoot }, { onProgress, signal }),
  'import-images': importJob('import-images'),
  'import-classes': importJob('import-classes'),
  'import-labels': scored(importJob('import-labels')),
  'import-predictions': scored(importJob('import-predictions')),
  'import-folder': scored(importJob('import-folder')),
  'import-models': scored(importJob('import-models')),
  'import-accuracies': importJob('import-accuracies'),
  'score-models': ({ job, onProgress, signal }) => {
    const payload = payloadOf('score-models', job.payload)
    const hooks = { compute: scoresInThread, onProgress, signal }
    return scoreModels(server, { slug: job.slug, runId: payload.run }, hooks)
  },
  'plan-proposals': ({ job, onProgress, signal }) => {
    const payload = payloadOf('plan-proposals', job.payload)
    const hooks = { compute: planInThread, onProgress, signal }
    return planProposals(server, { slug: job.slug, settings: payload }, hooks)
  },
  'launch-batch': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const payload = payloadOf('launch-batch', job.payload)
    const hooks = { compute: planInThread, beforeCommit: finishWith, onProgress, signal }
    return launchBatch(server, { slug: job.slug, projectRoot, ...payload }, hooks)
  },
  'simulate-raters': ({ job, onProgress, signal }) => {
    const payload = payloadOf('simulate-raters', job.payload)
    return simulateRaters(server, { slug: job.slug, ...payload }, { onProgress, signal })
  },
  'publish-release': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const payload = payloadOf('publish-release', job.payload)
    const hooks = { beforeCommit: finishWith, onProgress, signal }
    return publishRelease(server, { slug: job.slug, projectRoot, ...payload }, hooks)
  },
  'make-release-files': ({ job, onProgress, signal }) => {
    const payload = payloadOf('make-release-files', job.payload)
    return makeReleaseFiles(server, { slug: job.slug, ...payload }, { onProgress, signal })
  },
  'measure-experiment': ({ job, onProgress, signal }) => {
    const payload = payloadOf('measure-experiment', job.payload)
    const hooks = { compute: effectInThread, onProgress, signal }
    return measureExperiment(server, { slug: job.slug, ...payload }, hooks)
  },
  'measure-rater-impact': ({ job, compute, onProgress, signal }) => {
    const payload = payloadOf('measure-rater-impact', job.payload)
    return measureRaterImpact(server, { slug: job.slug, ...payload }, { compute, onProgress, signal })
  },
}
