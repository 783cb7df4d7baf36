import { randomUUID } from 'node:crypto'
import { defaultPlanSettings } from '@/lib/contracts/plan/plan'
import { insertProject } from '@/lib/db/projects/insert-project'
import { type CopyRow, type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, copyInto } from '@/lib/db/session/copy-tables'
import { runSql } from '@/lib/db/session/sql'
import type { Actor } from '@/lib/domain/permissions'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { computeInThreads } from '@/lib/jobs/compute-in-threads'
import { type SyntheticPredictions, syntheticModels } from '@/lib/proposals/synthetic-models'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import { launchBatch } from '@/lib/services/plan/launch-batch'
import { makePlan } from '@/lib/services/plan/make-plan'
import { planProposals, readPlan } from '@/lib/services/plan/read-plan'
import { readProposalData } from '@/lib/services/plan/read-proposal-data'
import { type BenchRow, rounded, seconds, timed } from './bench-row'

const classCount = 1_000
const modelCount = 19
const goldenEvery = 195

async function* predictionRows(projectId: number, { models }: SyntheticPredictions): AsyncGenerator<CopyRow> {
  for (const [model, { image, class: classes, rank, score }] of models.entries())
    for (let at = 0; at < image.length; at++)
      yield [projectId, model + 1, image[at]!, rank[at]! - 1, classes[at]!, score?.[at] ?? null]
}

/** Yields one expert's answers for every `goldenEvery`-th image, about its original label and the classes it shows. */
function* goldenPairs({ shown, shownToo }: SyntheticPredictions, originalClass: Int32Array) {
  for (let image = 0; image < shown.length; image += goldenEvery) {
    const right = [shown[image]!, shownToo[image]!]
    for (const classIndex of new Set([originalClass[image]!, ...right]))
      if (classIndex >= 0) yield { image, classIndex, holds: right.includes(classIndex) }
  }
}

async function writeProject(
  session: CopySession,
  slug: string,
  made: { originalClass: Int32Array; synthetic: SyntheticPredictions; projectRoot: string },
): Promise<number> {
  const { originalClass, synthetic } = made
  const projectId = await insertProject(session, {
    ...{ slug, name: slug, description: '', ratersPerTask: 5, userId: null },
  })
  const { classes, parents } = await imagenetClassRows(projectId, made.projectRoot)
  await copyInto(session, 'class', classes)
  await copyInto(session, 'class_parent', parents)
  await copyInto(
    session,
    'image',
    Array.from(originalClass, (index, image) => {
      return [projectId, image, image, validationFileName(image), index, null, null, null, null, null, null, null]
    }),
  )
  for (const table of ['class', 'image'] as const) await analyzeWithin(session, table)
  await runSql(session)`
    INSERT INTO model (project_id, id, name, score_kind)
    SELECT ${projectId}::int, k, 'model ' || k, 'probability' FROM generate_series(1, ${synthetic.models.length}::int) k`
  const columns = ['project_id', 'model_id', 'image_id', 'rank', 'class_id', 'score']
  await session.copyIn('prediction', columns, predictionRows(projectId, synthetic))
  await analyzeWithin(session, 'prediction')
  const golden = [...goldenPairs(synthetic, originalClass)]
  await copyInto(session, 'rater', [[projectId, 1, 'simulated', true, null, null]])
  await copyInto(
    session,
    'candidate',
    golden.map(({ image, classIndex }, k) => [projectId, k, image, classIndex, k, originalClass[image] === classIndex]),
  )
  await copyInto(
    session,
    'golden_answer',
    golden.map(({ holds }, k) => [projectId, k, 1, 'expert', holds ? 2 : 0]),
  )
  return projectId
}

/**
 * Measures the plan as used by its page, of synthetic models on given original labels, from the database to launched
 * tasks: reading, planning, planning another choice, launching. The project created for it remains, so use a scratch
 * database.
 */
export async function benchPlanning(originalClass: Int32Array, projectRoot: string): Promise<BenchRow[]> {
  const actor: Actor = { kind: 'operator' }
  const compute = computeInThreads('plan')
  const accuracies = Array.from({ length: modelCount }, (_, model) => 0.5 + model / 60)
  const shares = { wrongLabelShare: 0.1, secondLabelShare: 0.4 }
  const synthetic = syntheticModels({ originalClass, classCount, accuracies, top: 5, seed: 1, ...shares })
  const slug = `plan-${randomUUID().slice(0, 8)}`
  const written = await timed(() =>
    withCopySession((session) => writeProject(session, slug, { originalClass, synthetic, projectRoot })),
  )
  const projectId = written.result
  // The first read of everything from the database in this process; the plan does not read it again.
  const read = await timed(() => readProposalData(projectId))
  const settings = { ...defaultPlanSettings }
  const planned = await timed(() => planProposals(actor, { slug, settings }, { compute }))
  const again = await timed(() => makePlan({ projectId, settings: { ...settings, models: [1, 2, 3] } }, { compute }))
  const page = await timed(() => readPlan(actor, slug))
  const launched = await timed(() => launchBatch(actor, { slug, name: 'Measured', projectRoot }, { compute }))
  const { imageCount, searchedSubsets, figures } = planned.result
  const predictions = synthetic.models.reduce((sum, { image }) => sum + image.length, 0)
  return [
    {
      what: `read ${rounded(predictions)} predictions`,
      figure: seconds(read.ms),
      beside: `written by COPY in ${seconds(written.ms)}; the page's state in ${rounded(page.ms)} ms`,
    },
    {
      what: `plan of ${modelCount} models on ${rounded(imageCount)} images`,
      figure: seconds(planned.ms),
      beside: `${rounded(searchedSubsets)} subsets, ${rounded(figures.pairs)} pairs in ${rounded(figures.tasks)} tasks; another choice in ${seconds(again.ms)}`,
    },
    {
      what: `launch ${rounded(launched.result.tasks)} tasks`,
      figure: seconds(launched.ms),
      beside: `${rounded(launched.result.newCandidates)} new candidates`,
    },
  ]
}
