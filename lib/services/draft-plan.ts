import { createHash } from 'node:crypto'
import {
  defaultPlanSettings,
  type PlanReport,
  type PlanSettings,
  planSettings,
  storedPlan,
} from '@/lib/contracts/proposal-plan'
import type { ProposalState } from '@/lib/db/proposal-state-query'

export interface DraftPlan {
  settings: PlanSettings
  computed: { key: string; report: PlanReport } | null
}

/**
 * The choices of a project's draft, with the newest report for them. Without a draft they are the defaults, with the
 * project's own number of raters. A chosen model that is no longer there is left out; when none is left, none is chosen.
 */
export function draftPlan(
  stored: unknown,
  { modelIds, ratersPerTask }: { modelIds: readonly number[]; ratersPerTask: number },
): DraftPlan {
  const choices = planSettings.safeParse((stored as { settings?: unknown } | null)?.settings)
  if (!choices.success) return { settings: { ...defaultPlanSettings, ratersPerTask }, computed: null }
  const computed = storedPlan.safeParse(stored).data?.computed ?? null
  const there = choices.data.models?.filter((id) => modelIds.includes(id)) ?? []
  return { settings: { ...choices.data, models: there.length > 0 ? there : null }, computed }
}

/** Names the choices and the data that a report is computed from: another key, another report. */
export function planKey(settings: PlanSettings, state: ProposalState): string {
  const text = JSON.stringify([planSettings.parse(settings), state.content, state.judgements])
  return createHash('sha256').update(text).digest('hex')
}
