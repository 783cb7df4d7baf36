import { createHash } from 'node:crypto'
import {
  defaultPlanSettings,
  type PlanReport,
  type PlanSettings,
  planSettings,
  storedPlan,
} from '@/lib/contracts/workshop'
import type { PlanStartRow } from '@/lib/db/workshop/plan-start-query'
import type { ProposalState } from '@/lib/db/workshop/proposal-state-query'

export interface DraftPlan {
  settings: PlanSettings
  computed: { key: string; report: PlanReport } | null
}

/**
 * The choices of a project's draft, with the newest report for them. Without a draft they are those of what was launched
 * last, or else the defaults, with the project's own number of raters. Models that are no longer there are left out.
 */
export function draftPlan(
  start: PlanStartRow | null,
  { modelIds, ratersPerTask }: { modelIds: readonly number[]; ratersPerTask: number },
): DraftPlan {
  const { data: choices } = planSettings.safeParse((start?.plan as { settings?: unknown } | null)?.settings)
  const settings = withoutGoneModels(choices ?? defaultPlanSettings, modelIds)
  if (!choices || !start?.isDraft) return { settings: { ...settings, ratersPerTask }, computed: null }
  return { settings, computed: storedPlan.safeParse(start.plan).data?.computed ?? null }
}

/** Choices as given, without models that are no longer there; when none of those is left, none is chosen. */
export function withoutGoneModels(settings: PlanSettings, modelIds: readonly number[]): PlanSettings {
  const there = settings.models?.filter((id) => modelIds.includes(id)) ?? null
  const areAllGone = there?.length === 0 && settings.models?.length !== 0
  return { ...settings, models: areAllGone ? null : there }
}

/** Names the choices and the data that a report is computed from: another key, another report. */
export function planKey(settings: PlanSettings, state: ProposalState): string {
  const text = JSON.stringify([planSettings.parse(settings), state.content, state.judgements])
  return createHash('sha256').update(text).digest('hex')
}
