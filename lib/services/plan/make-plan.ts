import type { PlanReport, PlanSettings, PlanSource } from '@/lib/contracts/plan/plan'
import { findPictureTimes } from '@/lib/db/plan/answer-time-query'
import { type AnswerTime, answerTime } from '@/lib/domain/plan/answer-time'
import { askingCosts, blendedTime, type PictureTime, pageCount, pictureTime } from '@/lib/domain/plan/asking-costs'
import { frontierByTasks, planCost } from '@/lib/domain/plan/plan-cost'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { labelsNeeded } from '@/lib/proposals/recall-bound'
import { type ComputedBy, runInThisThread } from '@/lib/services/compute'
import type { ProgressHooks } from '@/lib/services/progress'
import { computePlan } from './compute-plan'
import { type DraftPlan, fittingSettings, type PlanBasis, planKey } from './draft-plan'
import { measuredAnswerTime } from './measured-answer-time'
import type { KnownSubsets, PlanOutcome, PlanRequest, SubsetResult } from './plan-request'
import { type ProposalData, readProposalData } from './read-proposal-data'

let last: { projectId: number; content: string; judgements: string; known: KnownSubsets } | null = null

/**
 * Returns what the last plan computed about all subsets, if it still applies, so that another choice of models, recall
 * or pay is planned at once. Only one plan is cached, since a pool of proposals is large.
 */
function recallSubsets({ projectId, content, judgements }: ProposalData): KnownSubsets | null {
  if (last?.projectId !== projectId || last.content !== content.hash) return null
  return last.judgements === judgements.hash ? last.known : { ...last.known, counts: null }
}

function keepSubsets({ projectId, content, judgements }: ProposalData, known: KnownSubsets): void {
  last = { projectId, content: content.hash, judgements: judgements.hash, known }
}

export type PlanHooks = ProgressHooks & ComputedBy<typeof computePlan>

export interface CreatedPlan {
  /** Without deleted models. */
  settings: PlanSettings
  data: ProposalData
  outcome: PlanOutcome
  report: PlanReport
}

export const planBasisOf = (content: ProposalData['content']): PlanBasis => ({
  modelIds: content.models.map((model) => model.id),
  classIndices: [...content.classIndices],
  hasList: content.listed.image.length > 0,
})

export const storedPlanOf = ({ settings, data, report }: CreatedPlan): DraftPlan => ({
  settings,
  computed: { key: planKey(settings, data.state), report },
})

/** Converts the source to indices; null if models propose. */
function givenOf(source: PlanSource, { content }: ProposalData): PlanRequest['given'] {
  if (source.from === 'models') return null
  if (source.from === 'original') return { classes: new Int32Array(0), list: null }
  if (source.from === 'list') return { classes: new Int32Array(0), list: content.listed }
  const chosen = source.classes && new Set(source.classes)
  const positions = content.classIndices.map((index, position) => (!chosen || chosen.has(index) ? position : -1))
  return { classes: positions.filter((position) => position >= 0), list: null }
}

/** The caller must have guarded the project. */
export async function makePlan(
  { projectId, settings: given }: { projectId: number; settings: PlanSettings },
  { compute = runInThisThread(computePlan), ...progress }: PlanHooks,
): Promise<CreatedPlan> {
  const data = await readProposalData(projectId, progress)
  const { content, judgements, decisions } = data
  const settings = fittingSettings(given, planBasisOf(content))
  const placeOf = (modelId: number) => content.models.findIndex((model) => model.id === modelId)
  const outcome = await compute(
    {
      settings,
      given: givenOf(settings.source, data),
      chosen: settings.models?.map(placeOf) ?? null,
      models: content.models.map((model) => model.predictions),
      originalClass: content.originalClass,
      isExcluded: content.isExcluded,
      classCount: content.classIds.length,
      parents: content.parents,
      golden: judgements.golden,
      asked: judgements.asked,
      decisions: { implied: decisions.implied, apart: decisions.apart },
      known: recallSubsets(data),
    },
    progress,
  )
  progress.signal?.throwIfAborted()
  if (outcome.known) keepSubsets(data, outcome.known)
  const pictureTimes = findPictureTimes(projectId)
  const time = answerTime(settings.secondsPerCandidate, await measuredAnswerTime(projectId, pictureTimes))
  const picture = pictureTime(await pictureTimes)
  return { settings, data, outcome, report: planReportOf(settings, data, outcome, { image: time, picture }) }
}

/** Converts the outcome to ids of the project, with recall and precision if experts have answered. */
function planReportOf(
  settings: PlanSettings,
  { content, judgements: { golden } }: ProposalData,
  outcome: PlanOutcome,
  times: { image: AnswerTime; picture: PictureTime },
): PlanReport {
  const terms = { ...settings, ...times }
  const time = blendedTime(terms)
  const imageCount = content.imageIds.length
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const otherLabels = golden.positiveCount - golden.originalCount
  const othersFound = ({ goldenFound, goldenOriginals }: SubsetResult) => goldenFound - goldenOriginals
  const foundOf = (counts: SubsetResult) => {
    const { goldenFound, goldenProposed, proposals, unanimousImages, pairs } = counts
    return {
      recall: share(othersFound(counts), otherLabels),
      recallInterval: otherLabels > 0 ? wilsonInterval(othersFound(counts), otherLabels) : null,
      precision: share(goldenFound, goldenProposed),
      precisionInterval: goldenProposed > 0 ? wilsonInterval(goldenFound, goldenProposed) : null,
      goldenFound,
      goldenProposed,
      proposals,
      proposalsPerImage: share(proposals, imageCount) ?? 0,
      unanimousImages,
      pairs,
    }
  }
  const idsOf = ({ models }: SubsetResult) => models.map((index) => content.models[index]!.id)
  const figuresOf = (counts: SubsetResult) => ({ ...foundOf(counts), ...planCost(counts, { ...settings, time }) })
  const pointOf = (counts: SubsetResult) => ({ models: idsOf(counts), ...figuresOf(counts) })
  return {
    models: idsOf(outcome.chosen),
    figures: figuresOf(outcome.chosen),
    perModel: outcome.perModel.map((counts, index) => {
      const { id, name } = content.models[index]!
      return { modelId: id, name, ...foundOf(counts) }
    }),
    everyModel: figuresOf(outcome.everyModel),
    frontier: frontierByTasks(outcome.frontier.map(pointOf)),
    smallest: outcome.smallest && pointOf(outcome.smallest),
    searchedSubsets: outcome.searchedSubsets,
    searchMs: outcome.searchMs,
    searchObstacle: outcome.searchObstacle,
    golden: {
      images: golden.imageCount,
      labels: golden.positiveCount,
      otherLabels,
      neededLabels: labelsNeeded(
        { found: othersFound(outcome.everyModel), total: otherLabels },
        settings.minimumRecall,
      ),
      pairs: golden.image.length,
      isSimulated: golden.isSimulated,
    },
    time: times.image,
    ways: {
      ...askingCosts(
        {
          pairs: outcome.chosen.pairs,
          tasks: outcome.chosen.tasks,
          images: new Set(outcome.tasks.taskImage).size,
          pages: pageCount(outcome.tasks.pairClass),
        },
        terms,
      ),
      pictureTime: times.picture,
    },
    imageCount,
    imagesWithoutPredictions: outcome.imagesWithoutPredictions,
    imagesWithoutLabel: content.originalClass.filter((index, k) => index < 0 && !content.isExcluded[k]).length,
    askedPairs: outcome.chosen.askedPairs,
    decidedPairs: outcome.decidedPairs,
    leastTasks: outcome.chosen.tasks,
    meanDistance: outcome.meanDistance,
  }
}
