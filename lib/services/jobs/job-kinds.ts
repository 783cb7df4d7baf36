import { z } from 'zod'
import { agreementInput, agreementResult } from '@/lib/contracts/agreement'
import { countClassesResult } from '@/lib/contracts/classes/class'
import { answerReport, deletedVotes, deleteVotesInput } from '@/lib/contracts/data/answers'
import {
  type CheckedImport,
  importGoldenAnswersInput,
  importInputs,
  inspectAnswersInput,
} from '@/lib/contracts/data/import'
import { type ImportResult, importedGoldenAnswers, importResults } from '@/lib/contracts/data/imported'
import { basedOn } from '@/lib/contracts/endpoint'
import { experimentEffect, measureExperimentInput } from '@/lib/contracts/experiments'
import { removedImages, removeImagesInput } from '@/lib/contracts/images/image-actions'
import { scoredModels, scoreModelsInput } from '@/lib/contracts/models/model-score'
import { adaptiveVotes } from '@/lib/contracts/plan/adaptive-batch'
import { launchInput, launchResult, planReport, planSettings, planSettingsPatch } from '@/lib/contracts/plan/plan'
import { simulateRatersInput, simulateRatersResult } from '@/lib/contracts/plan/simulated-raters'
import {
  archivedProject,
  deleteProjectInput,
  duplicatedProject,
  duplicateProjectInput,
} from '@/lib/contracts/projects/project'
import { impactResult, measureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { publishInput, publishResult } from '@/lib/contracts/releases/release'
import { madeFiles, makeFilesInput } from '@/lib/contracts/releases/release-file'
import { type AggregateDetail, aggregateInput, aggregateResult } from '@/lib/contracts/runs/aggregation'
import { compareMethodsInput, compareMethodsResult } from '@/lib/contracts/runs/compare-methods'
import { replayAdaptiveResult } from '@/lib/contracts/runs/replay-adaptive'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { archiveJobKind, keepArchive } from '@/lib/services/backup/kept-archive'
import { countClasses } from '@/lib/services/classes/count-classes'
import { guardImport, importUpload, inspectUpload, withUploadedTable } from '@/lib/services/data/import-upload'
import { unusedUpload } from '@/lib/services/data/uploads/uploads'
import { deleteImportedVotes, guardVoteDeletion } from '@/lib/services/data/votes/delete-imported-votes'
import { createDemo } from '@/lib/services/demo/create-demo'
import { getExperiment } from '@/lib/services/experiments/experiments'
import { measureExperiment } from '@/lib/services/experiments/measure-experiment'
import { importGoldenAnswers } from '@/lib/services/golden/golden-file'
import { guardRemoval, removeImages } from '@/lib/services/images/remove-images'
import { scoreModels } from '@/lib/services/models/score-models'
import { writeDraft } from '@/lib/services/plan/change-draft'
import { launchBatch } from '@/lib/services/plan/launch-batch'
import { planProposals } from '@/lib/services/plan/read-plan'
import { simulateRaters } from '@/lib/services/plan/simulate-raters'
import { duplicateProject, guardDuplication } from '@/lib/services/projects/create-project'
import { deleteProject, guardDeletion } from '@/lib/services/projects/delete-project'
import { guardImpact, measureRaterImpact } from '@/lib/services/raters/measure-rater-impact'
import { guardPublish, publishRelease } from '@/lib/services/releases/publish-release'
import { guardReleaseFiles, makeReleaseFiles } from '@/lib/services/releases/release-files'
import { compareMethods } from '@/lib/services/runs/compare-methods'
import { replayPlan } from '@/lib/services/runs/replay-adaptive'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { usableRun } from '@/lib/services/runs/usable-run'
import { type JobKind, jobKind } from './job-kind'

export const jobKinds: Record<string, JobKind | undefined> = {
  aggregate: jobKind({
    title: 'Aggregating votes',
    input: aggregateInput,
    result: aggregateResult,
    audit: 'aggregation.start',
    thread: 'aggregation',
    run: (actor, input, { onDetail, ...hooks }) => {
      const objective: number[] = []
      const onIteration = (_: number, value: number) => {
        objective.push(value)
        onDetail({ objective } satisfies AggregateDetail)
      }
      return runAggregation(actor, input, { ...hooks, onIteration })
    },
    next: ['count-classes', 'score-models'],
  }),
  'measure-agreement': jobKind({
    title: 'Measuring agreement',
    input: agreementInput,
    result: agreementResult,
    audit: 'agreement.start',
    thread: 'agreement',
    run: measureAgreement,
  }),
  'compare-methods': jobKind({
    title: 'Comparing methods',
    input: compareMethodsInput,
    result: compareMethodsResult,
    audit: 'method-comparison.start',
    thread: 'aggregation',
    run: compareMethods,
  }),
  'count-classes': jobKind({
    title: 'Computing class statistics',
    input: z.strictObject({}),
    result: countClassesResult,
    sharedWhile: 'queued',
    run: (actor, { slug }, hooks) => countClasses(actor, slug, hooks),
  }),
  'create-demo': jobKind({
    title: 'Preparing the demo project',
    input: z.strictObject({}),
    isInternal: true,
    run: createDemo,
  }),
  [archiveJobKind]: jobKind({
    title: 'Saving the project to a file',
    input: z.strictObject({}),
    result: archivedProject,
    audit: 'project.make-archive',
    sharedWhile: 'unfinished',
    run: keepArchive,
  }),
  'delete-project': jobKind({
    title: 'Deleting the project',
    isInParts: true,
    input: deleteProjectInput,
    guard: guardDeletion,
    run: (actor, { slug }, hooks) => deleteProject(actor, slug, hooks),
  }),
  'duplicate-project': jobKind({
    title: 'Duplicating the project',
    input: duplicateProjectInput,
    result: duplicatedProject,
    sharedWhile: 'unfinished',
    guard: guardDuplication,
    run: duplicateProject,
  }),
  'remove-images': jobKind({
    title: 'Removing images',
    isInParts: true,
    input: removeImagesInput,
    result: removedImages,
    complete: guardRemoval,
    run: removeImages,
  }),
  'delete-imported-votes': jobKind({
    title: 'Deleting imported votes',
    isInParts: true,
    input: deleteVotesInput,
    result: deletedVotes,
    sharedWhile: 'unfinished',
    guard: guardVoteDeletion,
    run: deleteImportedVotes,
  }),
  'import-images': importKind('import-images', 'Importing images'),
  'import-classes': importKind('import-classes', 'Importing classes'),
  'import-labels': importKind('import-labels', 'Importing original labels', ['score-models']),
  'import-predictions': importKind('import-predictions', 'Importing predictions', ['score-models']),
  'import-onnx-model': importKind('import-onnx-model', 'Running the model', ['score-models']),
  'import-folder': importKind('import-folder', 'Importing', ['score-models']),
  'import-models': importKind('import-models', 'Importing models', ['score-models']),
  'import-accuracies': importKind('import-accuracies', 'Importing accuracies'),
  'import-votes': importKind('import-votes', 'Importing votes'),
  'import-label-set': importKind('import-label-set', 'Importing labels'),
  'import-golden-answers': jobKind({
    title: 'Importing golden answers',
    input: importGoldenAnswersInput,
    result: importedGoldenAnswers,
    audit: 'import.start',
    guard: guardImport,
    run: (actor, { slug, source }, hooks) =>
      withUploadedTable(source.uploadId, hooks, (path) => importGoldenAnswers(actor, { slug, path }, hooks)),
  }),
  'inspect-answers': jobKind({
    title: 'Reading the file',
    input: inspectAnswersInput,
    result: answerReport,
    guard: ({ projectId }, { uploadId }, db) => unusedUpload(projectId, uploadId, db),
    run: inspectUpload,
  }),
  'score-models': jobKind({
    title: 'Scoring models',
    input: scoreModelsInput,
    result: scoredModels,
    sharedWhile: 'queued',
    guard: ({ projectId }, { runId }, db) => usableRun(projectId, runId, { db }),
    thread: 'scores',
    run: scoreModels,
  }),
  'plan-proposals': jobKind({
    title: 'Computing the plan',
    input: planSettingsPatch.extend({ basedOn }),
    result: planReport,
    complete: ({ project }, { basedOn: opened, ...settings }, db) => writeDraft(project, settings, db, opened),
    thread: 'plan',
    run: (actor, { slug, projectRoot: _, basedOn: __, ...settings }, hooks) =>
      planProposals(actor, { slug, settings: planSettings.parse(settings) }, hooks),
  }),
  'replay-votes': jobKind({
    title: 'Replaying votes',
    input: adaptiveVotes,
    result: replayAdaptiveResult,
    sharedWhile: 'unfinished',
    thread: 'replay',
    run: replayPlan,
  }),
  'launch-batch': jobKind({
    title: 'Launching the batch',
    input: launchInput,
    result: launchResult,
    audit: 'batch.start-launch',
    thread: 'plan',
    run: launchBatch,
  }),
  'simulate-raters': jobKind({
    title: 'Simulating raters',
    isInParts: true,
    input: simulateRatersInput,
    result: simulateRatersResult,
    audit: 'simulated-raters.start',
    run: simulateRaters,
  }),
  'measure-experiment': jobKind({
    title: 'Measuring effects',
    input: measureExperimentInput,
    result: experimentEffect,
    audit: 'experiment.measure',
    guard: ({ projectId }, { experimentId }, db) => getExperiment(projectId, experimentId, db),
    thread: 'effect',
    run: measureExperiment,
  }),
  'publish-release': jobKind({
    title: 'Publishing a release',
    input: publishInput,
    result: publishResult,
    audit: 'release.start',
    sharedWhile: 'unfinished',
    complete: guardPublish,
    run: publishRelease,
  }),
  'make-release-files': jobKind({
    title: 'Writing release files',
    isInParts: true,
    input: makeFilesInput,
    result: madeFiles,
    audit: 'release.make-files',
    sharedWhile: 'unfinished',
    guard: guardReleaseFiles,
    run: makeReleaseFiles,
  }),
  'measure-rater-impact': jobKind({
    title: 'Measuring the labels without each rater',
    isInParts: true,
    input: measureImpactInput,
    result: impactResult,
    audit: 'rater.measure-impact',
    complete: guardImpact,
    thread: 'aggregation',
    run: measureRaterImpact,
  }),
}

function importKind(kind: CheckedImport['kind'], title: string, next: string[] = []): JobKind {
  const input: z.ZodType<CheckedImport['payload']> = importInputs[kind]
  const result: z.ZodType<ImportResult> = importResults[kind]
  return jobKind({
    title,
    ...{ input, result },
    audit: 'import.start',
    guard: guardImport,
    run: (actor, { slug, projectRoot, ...payload }, hooks) =>
      importUpload(actor, { slug, projectRoot, request: { kind, payload } as CheckedImport }, hooks),
    next,
  })
}
