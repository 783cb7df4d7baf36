import {
  defaultPlanSettings,
  type PlanReport,
  type PlanSettings,
  type PlanSource,
  planSettings,
  storedPlan,
  storedSettings,
} from '@/lib/contracts/plan/plan'
import type { PlanStartRow, ProposalState } from '@/lib/db/plan/plan-query'
import { sha256 } from '@/lib/db/sha256'
import { adaptiveObstacle } from '@/lib/domain/plan/adaptive'
import { defaultSource } from '@/lib/domain/plan/plan-source'

export interface DraftPlan {
  settings: PlanSettings
  computed: { key: string; report: PlanReport } | null
}

export interface PlanBasis {
  modelIds: readonly number[]
  classIndices: readonly number[]
  hasList: boolean
}

const storedChoices = (start: PlanStartRow | null) =>
  storedSettings.safeParse((start?.plan as { settings?: unknown } | null)?.settings).data

/** Returns what was chosen to ask about. As long as nothing was, it is models, and the data decide what that means. */
export const chosenSource = (start: PlanStartRow | null): PlanSource =>
  storedChoices(start)?.source ?? defaultPlanSettings.source

/**
 * Returns the choices of the draft with the newest report for them. Without a draft, those of the last launch, or else
 * the defaults, with the project's own number of raters. Deleted models and classes are omitted.
 */
export function draftPlan(
  start: PlanStartRow | null,
  { ratersPerTask, ...basis }: PlanBasis & { ratersPerTask: number },
): DraftPlan {
  const stored = storedChoices(start)
  const { secondsPerTask: _, ...choices } = stored ?? { ...defaultPlanSettings, secondsPerTask: undefined }
  const settings = fittingSettings(choices, basis)
  if (!stored || !start?.isDraft) return { settings: fittingVotes({ ...settings, ratersPerTask }), computed: null }
  return { settings, computed: storedPlan.safeParse(start.plan).data?.computed ?? null }
}

/** Turns adaptive votes off if the project's number of raters leaves no room for them. */
const fittingVotes = (settings: PlanSettings): PlanSettings =>
  adaptiveObstacle(settings) ? { ...settings, adaptive: null } : settings

/** Returns the choices without deleted models and classes; if none of the chosen ones is left, none is chosen. */
export function fittingSettings(settings: PlanSettings, { modelIds, classIndices, hasList }: PlanBasis): PlanSettings {
  const there = settings.models?.filter((id) => modelIds.includes(id)) ?? null
  const areAllGone = there?.length === 0 && settings.models?.length !== 0
  const models = areAllGone ? null : there
  return { ...settings, models, source: fittingSource(settings.source, { modelIds, classIndices, hasList }) }
}

function fittingSource(source: PlanSource, { modelIds, classIndices, hasList }: PlanBasis): PlanSource {
  const usual = defaultSource({ modelCount: modelIds.length, classCount: classIndices.length })
  if (source.from === 'models' || (source.from === 'list' && !hasList)) return usual
  if (source.from !== 'classes' || source.classes === null) return source
  const there = new Set(classIndices)
  const classes = source.classes.filter((index) => there.has(index))
  return classes.length === 0 && source.classes.length > 0 ? usual : { ...source, classes }
}

export function planKey(settings: PlanSettings, state: ProposalState): string {
  const text = JSON.stringify([planSettings.parse(settings), state.content, state.judgements])
  return sha256(text)
}
