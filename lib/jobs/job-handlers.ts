import type { AggregateDetail } from '@/lib/contracts/aggregation'
import { type JobKind, jobRequest } from '@/lib/contracts/job'
import type { CopySession } from '@/lib/db/copy-session'
import type { StartedJob } from '@/lib/db/job-progress'
import type { Actor } from '@/lib/domain/permissions'
import { compareMethods } from '@/lib/services/compare-methods'
import type { Compute } from '@/lib/services/compute-aggregation'
import { countClasses } from '@/lib/services/count-classes'
import { createDemo } from '@/lib/services/create-demo'
import { type CheckedImport, importUpload } from '@/lib/services/import-upload'
import { launchBatch } from '@/lib/services/launch-batch'
import { makeReleaseFiles } from '@/lib/services/make-release-files'
import { measureAgreement } from '@/lib/services/measure-agreement'
import { measureExperiment } from '@/lib/services/measure-experiment'
import { measureRaterImpact } from '@/lib/services/measure-rater-impact'
import { planProposals } from '@/lib/services/plan-proposals'
import type { ProgressHooks } from '@/lib/services/progress'
import { publishRelease } from '@/lib/services/publish-release'
import { runAggregation } from '@/lib/services/run-aggregation'
import { scoreModels } from '@/lib/services/score-models'
import { simulateRaters } from '@/lib/services/simulate-raters'
import { startClassCount } from '@/lib/services/start-class-count'
import { startScoresIfPossible } from '@/lib/services/start-model-scores'
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
    const request = jobRequest.parse({ kind: 'aggregate', payload: job.payload })
    if (request.kind !== 'aggregate') throw new TypeError('This is no request to aggregate.')
    const logLikelihood: number[] = []
    const onIteration = (_: number, value: number) => {
      logLikelihood.push(value)
      onDetail({ logLikelihood } satisfies AggregateDetail)
    }
    const hooks = { compute, beforeCommit: finishWith, onIteration, ...progress }
    const result = await runAggregation(server, { slug: job.slug, projectRoot, ...request.payload }, hooks)
    await startClassCount(server, job.slug)
    await startScoresIfPossible(server, job.slug)
    return result
  },
  'measure-agreement': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'measure-agreement', payload: job.payload })
    if (request.kind !== 'measure-agreement') throw new TypeError('This is no request to measure agreement.')
    const hooks = { compute: agreementInThread, beforeCommit: finishWith, onProgress, signal }
    return measureAgreement(server, { slug: job.slug, projectRoot, ...request.payload }, hooks)
  },
  'compare-methods': ({ job, compute, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'compare-methods', payload: job.payload })
    if (request.kind !== 'compare-methods') throw new TypeError('This is no request to compare methods.')
    return compareMethods(server, { slug: job.slug, ...request.payload }, { compute, onProgress, signal })
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
    const request = jobRequest.parse({ kind: 'score-models', payload: job.payload })
    if (request.kind !== 'score-models') throw new TypeError('This is no request to score models.')
    const hooks = { compute: scoresInThread, onProgress, signal }
    return scoreModels(server, { slug: job.slug, runId: request.payload.run }, hooks)
  },
  'plan-proposals': ({ job, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'plan-proposals', payload: job.payload })
    if (request.kind !== 'plan-proposals') throw new TypeError('This is no request to plan.')
    const hooks = { compute: planInThread, onProgress, signal }
    return planProposals(server, { slug: job.slug, settings: request.payload }, hooks)
  },
  'launch-batch': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'launch-batch', payload: job.payload })
    if (request.kind !== 'launch-batch') throw new TypeError('This is no request to launch.')
    const hooks = { compute: planInThread, beforeCommit: finishWith, onProgress, signal }
    return launchBatch(server, { slug: job.slug, projectRoot, ...request.payload }, hooks)
  },
  'simulate-raters': ({ job, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'simulate-raters', payload: job.payload })
    if (request.kind !== 'simulate-raters') throw new TypeError('This is no request to simulate raters.')
    return simulateRaters(server, { slug: job.slug, ...request.payload }, { onProgress, signal })
  },
  'publish-release': ({ job, projectRoot, finishWith, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'publish-release', payload: job.payload })
    if (request.kind !== 'publish-release') throw new TypeError('This is no request to publish.')
    const hooks = { beforeCommit: finishWith, onProgress, signal }
    return publishRelease(server, { slug: job.slug, projectRoot, ...request.payload }, hooks)
  },
  'make-release-files': ({ job, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'make-release-files', payload: job.payload })
    if (request.kind !== 'make-release-files') throw new TypeError('This is no request to make files.')
    return makeReleaseFiles(server, { slug: job.slug, ...request.payload }, { onProgress, signal })
  },
  'measure-experiment': ({ job, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'measure-experiment', payload: job.payload })
    if (request.kind !== 'measure-experiment') throw new TypeError('This is no request to measure an experiment.')
    const hooks = { compute: effectInThread, onProgress, signal }
    return measureExperiment(server, { slug: job.slug, ...request.payload }, hooks)
  },
  'measure-rater-impact': ({ job, compute, onProgress, signal }) => {
    const request = jobRequest.parse({ kind: 'measure-rater-impact', payload: job.payload })
    if (request.kind !== 'measure-rater-impact') throw new TypeError('This is no request to measure raters.')
    return measureRaterImpact(server, { slug: job.slug, ...request.payload }, { compute, onProgress, signal })
  },
}
