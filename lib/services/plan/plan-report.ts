import type { PlanReport, PlanSettings } from '@/lib/contracts/plan'
import type { AnswerTime } from '@/lib/domain/plan/answer-time'
import { blendedTime, type PictureTime, pageCount, wayFigures } from '@/lib/domain/plan/asking-ways'
import { planCost } from '@/lib/domain/plan/plan-cost'
import { frontierByTasks } from '@/lib/domain/plan/plan-frontier'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { labelsNeeded } from '@/lib/proposals/recall-bound'
import type { FoundCounts, PlanOutcome } from './plan-request'
import type { ProposalData } from './read-proposal-data'

/** Converts the outcome to ids of the project, with recall and precision if experts have answered. */
export function planReportOf(
  settings: PlanSettings,
  { content, judgements: { golden, asked } }: ProposalData,
  outcome: PlanOutcome,
  times: { image: AnswerTime; picture: PictureTime },
): PlanReport {
  const terms = { ...settings, ...times }
  const time = blendedTime(terms)
  const imageCount = content.imageIds.length
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const otherLabels = golden.positiveCount - golden.originalCount
  const othersFound = ({ goldenFound }: FoundCounts) => goldenFound - golden.originalCount
  const foundOf = (counts: FoundCounts) => {
    const { goldenFound, goldenProposed, proposals, unanimousImages, pairs } = counts
    return {
      recall: share(othersFound(counts), otherLabels),
      recallInterval: otherLabels > 0 ? wilsonInterval(othersFound(counts), otherLabels) : null,
      precision: share(goldenFound, goldenProposed),
      goldenFound,
      goldenProposed,
      proposals,
      proposalsPerImage: share(proposals, imageCount) ?? 0,
      unanimousImages,
      pairs,
    }
  }
  const idsOf = ({ models }: FoundCounts) => models.map((index) => content.models[index]!.id)
  const figuresOf = (counts: FoundCounts) => ({ ...foundOf(counts), ...planCost(counts, { ...settings, time }) })
  const pointOf = (counts: FoundCounts) => ({ models: idsOf(counts), ...figuresOf(counts) })
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
      ...wayFigures(
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
    imagesWithoutLabel: content.originalClass.reduce((sum, index) => sum + Number(index < 0), 0),
    askedPairs: asked.image.length,
    decidedPairs: outcome.decidedPairs,
    leastTasks: outcome.chosen.tasks,
    meanDistance: outcome.meanDistance,
  }
}
