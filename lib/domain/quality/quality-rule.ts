import type { Answer } from '@/lib/domain/rating/answer'

/** Both alert the admins; `pause` also pauses the rater. */
export const ruleActions = ['tell', 'pause'] as const
export type RuleAction = (typeof ruleActions)[number]

export type QualityRule =
  /** The lower of the two marks of golden accuracy, over the last answers of each kind. */
  | { kind: 'golden-marks'; last: number; below: number; action: RuleAction }
  /** Median active seconds per task. */
  | { kind: 'too-fast'; last: number; belowSeconds: number; action: RuleAction }
  /** How many of the last answers are the same answer. */
  | { kind: 'same-answer'; last: number; atLeast: number; action: RuleAction }

/** Includes the former rule on the share of all correct answers, which old alerts contain. */
export type AlertedRule = QualityRule | { kind: 'golden-accuracy'; last: number; below: number; action: RuleAction }

interface Mark {
  count: number
  share: number
  low: number
  high: number
}

/** What a rule checks, over the last `count` answers or tasks. */
export interface RuleFigures {
  /** For golden marks: answers of each kind. */
  count: number
  value: number
  /** Null if the rule is not about golden marks. */
  marks: { holds: Mark; holdsNot: Mark } | null
  /** 95% interval if the value is a share. */
  interval: [low: number, high: number] | null
  /** Null if the rule is not about one answer. */
  answer: Answer | null
}

/** Whether the rule fires. It does not before there are `last` answers or tasks. */
export function ruleApplies(rule: QualityRule, { count, value }: Pick<RuleFigures, 'count' | 'value'>): boolean {
  if (count < rule.last) return false
  if (rule.kind === 'golden-marks') return value < rule.below
  if (rule.kind === 'too-fast') return value < rule.belowSeconds
  return value >= rule.atLeast
}

const limitOf = (rule: AlertedRule) =>
  rule.kind === 'golden-accuracy' || rule.kind === 'golden-marks'
    ? rule.below
    : rule.kind === 'too-fast'
      ? rule.belowSeconds
      : rule.atLeast

/** Whether two rules are equal in every value. A changed rule is a different rule. */
export const isSameRule = (one: AlertedRule, other: AlertedRule): boolean =>
  one.kind === other.kind && one.last === other.last && one.action === other.action && limitOf(one) === limitOf(other)

export interface RuleAlert {
  rule: AlertedRule
  /** Null while the alert is open. */
  settledAt: Date | null
}

/**
 * Returns the time from which on a rule checks a rater's answers: null for the beginning, or when its last alert was
 * settled, so that the same answers are not counted twice. `waiting` while one of its alerts is open. Alerts on the
 * share of correct answers count for every rule on golden marks, which replaced them.
 */
export function ruleWindow(rule: QualityRule, alerts: readonly RuleAlert[]): Date | null | 'waiting' {
  const own = alerts.filter(
    (alert) => isSameRule(alert.rule, rule) || (rule.kind === 'golden-marks' && alert.rule.kind === 'golden-accuracy'),
  )
  if (own.some(({ settledAt }) => settledAt === null)) return 'waiting'
  return own.reduce<Date | null>(
    (last, { settledAt }) => (settledAt && (!last || settledAt > last) ? settledAt : last),
    null,
  )
}
