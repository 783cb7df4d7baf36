import type { PlanReport, PlanSettings, PlanSource } from '@/lib/contracts/plan'
import { findPictureTimes } from '@/lib/db/plan/grid-tasks'
import { answerTime } from '@/lib/domain/plan/answer-time'
import { pictureTime } from '@/lib/domain/plan/asking-ways'
import { type ComputeOf, here } from '@/lib/services/compute'
import type { ProgressHooks } from '@/lib/services/progress'
import { computePlan } from './compute-plan'
import { fittingSettings, type PlanBasis } from './draft-plan'
import { measuredAnswerTime } from './measured-answer-time'
import { keepSubsets, recallSubsets } from './plan-memory'
import { planReportOf } from './plan-report'
import type { PlanOutcome, PlanRequest } from './plan-request'
import { type ProposalData, readProposalData } from './read-proposal-data'

export interface PlanHooks extends ProgressHooks {
  /** Where the plan is computed; in this thread by default. */
  compute?: ComputeOf<typeof computePlan>
}

export interface MadePlan {
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
  { compute = here(computePlan), ...progress }: PlanHooks,
): Promise<MadePlan> {
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
