import type { PlanReport, PlanSettings } from '@/lib/contracts/workshop'
import { planCost } from '@/lib/domain/workshop/plan-cost'
import { frontierByTasks } from '@/lib/domain/workshop/plan-frontier'
import type { FoundCounts, PlanOutcome } from './plan-request'
import type { ProposalData } from './read-proposal-data'

/** The outcome in numbers of the project, with recall and precision where experts have answered. */
export function planReportOf(
  settings: PlanSettings,
  { content, judgements: { golden, asked } }: ProposalData,
  outcome: PlanOutcome,
): PlanReport {
  const imageCount = content.imageIds.length
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const foundOf = ({ goldenFound, goldenProposed, proposals, unanimousImages, pairs }: FoundCounts) => ({
    recall: share(goldenFound, golden.positiveCount),
    precision: share(goldenFound, goldenProposed),
    proposals,
    proposalsPerImage: share(proposals, imageCount) ?? 0,
    unanimousImages,
    pairs,
  })
  const idsOf = ({ models }: FoundCounts) => models.map((index) => content.models[index]!.id)
  const figuresOf = (counts: FoundCounts) => ({ ...foundOf(counts), ...planCost(counts, settings) })
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
      pairs: golden.image.length,
      isSimulated: golden.isSimulated,
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
