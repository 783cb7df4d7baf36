import type { Answer } from '@/lib/domain/rating/answer'

/** What happens when a rule applies: the admins are told, and the rater may be paused as well. */
export const ruleActions = ['tell', 'pause'] as const
export type RuleAction = (typeof ruleActions)[number]

export type QualityRule =
  /** The lower of the two marks of golden accuracy, over the last answers of each kind. */
  | { kind: 'golden-marks'; last: number; below: number; action: RuleAction }
  /** The median of the active seconds a task. */
  | { kind: 'too-fast'; last: number; belowSeconds: number; action: RuleAction }
  /** How many of the last answers are one and the same. */
  | { kind: 'same-answer'; last: number; atLeast: number; action: RuleAction }

/** A rule of an alert that was written before golden accuracy was two marks: it was about the share of right answers. */
export type AlertedRule = QualityRule | { kind: 'golden-accuracy'; last: number; below: number; action: RuleAction }

interface Mark {
  count: number
  share: number
  low: number
  high: number
}

/** What a rule looks at: the lower of two marks, seconds, or a number of answers, of the last `count`. */
export interface RuleFigures {
  /** Of marks: the answers of each kind. */
  count: number
  value: number
  /** Both marks, where it is about them. */
  marks: { holds: Mark; holdsNot: Mark } | null
  /** The 95 % interval of a share. */
  interval: [low: number, high: number] | null
  /** The answer in question, where it is about one. */
  answer: Answer | null
}

/** Whether the rule speaks. It is silent until there are as many answers, or tasks, as it looks at. */
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

/** A rule is known by all it says: changed in any part, it is another. */
export const isSameRule = (one: AlertedRule, other: AlertedRule): boolean =>
  one.kind === other.kind && one.last === other.last && one.action === other.action && limitOf(one) === limitOf(other)

export interface PastAlert {
  rule: AlertedRule
  /** Null while it waits for an admin. */
  settledAt: Date | null
}

/**
 * From when on a rule looks at a rater's answers: from the beginning (null), or from when its last alert was settled, so
 * that nobody is held to account twice for the same answers. `waiting` while an alert of it is not settled. An alert of the
 * share of right answers counts for every rule about marks, which took its place.
 */
export function ruleWindow(rule: QualityRule, alerts: readonly PastAlert[]): Date | null | 'waiting' {
  const own = alerts.filter(
    (alert) => isSameRule(alert.rule, rule) || (rule.kind === 'golden-marks' && alert.rule.kind === 'golden-accuracy'),
  )
  if (own.some(({ settledAt }) => settledAt === null)) return 'waiting'
  return own.reduce<Date | null>(
    (last, { settledAt }) => (settledAt && (!last || settledAt > last) ? settledAt : last),
    null,
  )
}
