import { z } from 'zod'
import { agreementInput } from '@/lib/contracts/agreement'
import { type CheckedImport, importInputs } from '@/lib/contracts/data/import'
import { measureExperimentInput } from '@/lib/contracts/experiments'
import { scoreModelsInput } from '@/lib/contracts/models/model-score'
import { measureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { publishInput } from '@/lib/contracts/releases/release'
import { makeFilesInput } from '@/lib/contracts/releases/release-file'
import { type AggregateDetail, aggregateInput } from '@/lib/contracts/runs/aggregation'
import { compareMethodsInput } from '@/lib/contracts/runs/compare-methods'
import { launchInput, planSettings, simulateRatersInput } from '@/lib/contracts/workshop'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { countClasses } from '@/lib/services/classes/count-classes'
import { guardImport, importUpload } from '@/lib/services/data/import-upload'
import { theExperiment } from '@/lib/services/experiments/experiment-view'
import { measureExperiment } from '@/lib/services/experiments/measure-experiment'
import { scoreModels } from '@/lib/services/models/score-models'
import { createDemo } from '@/lib/services/projects/create-demo'
import { guardImpact, measureRaterImpact } from '@/lib/services/raters/measure-rater-impact'
import { guardReleaseFiles, makeReleaseFiles } from '@/lib/services/releases/make-release-files'
import { guardPublish, publishRelease } from '@/lib/services/releases/publish-release'
import { compareMethods } from '@/lib/services/runs/compare-methods'
import { exportedRun } from '@/lib/services/runs/exported-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { writeDraft } from '@/lib/services/workshop/change-draft'
import { launchBatch } from '@/lib/services/workshop/launch-batch'
import { planProposals } from '@/lib/services/workshop/plan-proposals'
import { simulateRaters } from '@/lib/services/workshop/simulate-raters'
import { type JobKind, jobKind } from './job-kind'

/** What each kind of job is asked, who may not ask it, how the audit trail calls it, and what it does. */
export const jobKinds: Record<string, JobKind | undefined> = {
  aggregate: jobKind({
    title: 'Aggregating votes',
    input: aggregateInput,
    audit: 'aggregation.start',
    thread: 'aggregation',
    run: (actor, input, { onDetail, ...hooks }) => {
      const logLikelihood: number[] = []
      const onIteration = (_: number, value: number) => {
        logLikelihood.push(value)
        onDetail({ logLikelihood } satisfies AggregateDetail)
      }
      return runAggregation(actor, input, { ...hooks, onIteration })
    },
    next: ['count-classes', 'score-models'],
  }),
  'measure-agreement': jobKind({
    title: 'Measuring agreement',
    input: agreementInput,
    audit: 'agreement.start',
    thread: 'agreement',
    run: measureAgreement,
  }),
  'compare-methods': jobKind({
    title: 'Comparing methods',
    input: compareMethodsInput,
    audit: 'method-comparison.start',
    thread: 'aggregation',
    run: compareMethods,
  }),
  'count-classes': jobKind({
    title: 'Computing class statistics',
    input: z.strictObject({}),
    isShared: true,
    run: (actor, { slug }, hooks) => countClasses(actor, slug, hooks),
  }),
  'create-demo': jobKind({
    title: 'Preparing the demo project',
    input: z.strictObject({}),
    isInternal: true,
    run: createDemo,
  }),
  'import-images': importKind('import-images', 'Importing images'),
  'import-classes': importKind('import-classes', 'Importing classes'),
  'import-labels': importKind('import-labels', 'Importing original labels', ['score-models']),
  'import-predictions': importKind('import-predictions', 'Importing predictions', ['score-models']),
  'import-folder': importKind('import-folder', 'Importing', ['score-models']),
  'import-models': importKind('import-models', 'Importing models', ['score-models']),
  'import-accuracies': importKind('import-accuracies', 'Importing accuracies'),
  'score-models': jobKind({
    title: 'Scoring models',
    input: scoreModelsInput,
    isShared: true,
    guard: async ({ project }, { run }, db) => {
      await exportedRun(project.id, run, db)
      return undefined
    },
    thread: 'scores',
    run: (actor, { slug, run }, hooks) => scoreModels(actor, { slug, runId: run }, hooks),
  }),
  'plan-proposals': jobKind({
    title: 'Computing the plan',
    input: planSettings,
    guard: ({ project }, settings, db) => writeDraft(project, settings, db),
    thread: 'plan',
    run: (actor, { slug, projectRoot: _, ...settings }, hooks) => planProposals(actor, { slug, settings }, hooks),
  }),
  'launch-batch': jobKind({
    title: 'Launching the batch',
    input: launchInput,
    audit: 'batch.start-launch',
    thread: 'plan',
    run: launchBatch,
  }),
  'simulate-raters': jobKind({
    title: 'Simulating raters',
    input: simulateRatersInput,
    audit: 'simulated-raters.start',
    run: simulateRaters,
  }),
  'measure-experiment': jobKind({
    title: 'Measuring effects',
    input: measureExperimentInput,
    audit: 'experiment.measure',
    guard: async ({ project }, { experimentId }, db) => {
      await theExperiment(project.id, experimentId, db)
      return undefined
    },
    thread: 'effect',
    run: measureExperiment,
  }),
  'publish-release': jobKind({
    title: 'Publishing a release',
    input: publishInput,
    audit: 'release.start',
    guard: guardPublish,
    run: publishRelease,
  }),
  'make-release-files': jobKind({
    title: 'Writing release files',
    input: makeFilesInput,
    audit: 'release.make-files',
    guard: guardReleaseFiles,
    run: makeReleaseFiles,
  }),
  'measure-rater-impact': jobKind({
    title: 'Measuring the labels without each rater',
    input: measureImpactInput,
    audit: 'rater.measure-impact',
    guard: guardImpact,
    thread: 'aggregation',
    run: measureRaterImpact,
  }),
}

function importKind(kind: CheckedImport['kind'], title: string, next: string[] = []): JobKind {
  const input: z.ZodType<CheckedImport['payload']> = importInputs[kind]
  return jobKind({
    title,
    input,
    audit: 'import.start',
    guard: guardImport,
    run: (actor, { slug, projectRoot, ...payload }, hooks) =>
      importUpload(actor, { slug, projectRoot, request: { kind, payload } as CheckedImport }, hooks),
    next,
  })
}
