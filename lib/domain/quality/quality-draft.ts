import type { QualityRule, RuleAction } from './quality-rule'

/** A rule in its form: text as typed, shares in percent. */
export interface RuleDraft {
  /** Identifies the rule while others are added and removed. */
  key: number
  kind: QualityRule['kind']
  last: string
  limit: string
  action: RuleAction
}

export const newRule: Record<QualityRule['kind'], Omit<RuleDraft, 'key' | 'kind'>> = {
  'golden-marks': { last: '20', limit: '60', action: 'pause' },
  'too-fast': { last: '20', limit: '1', action: 'tell' },
  'same-answer': { last: '100', limit: '99', action: 'tell' },
}

const tidy = (value: number) => Number(value.toFixed(6))
/** Converts a percentage to a share. NaN if it is not a number. */
export const shareOf = (percentage: string): number =>
  percentage.trim() === '' ? Number.NaN : tidy(Number(percentage) / 100)
export const percentageOf = (share: number): string => String(tidy(share * 100))
export const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))

export function draftOfRule(rule: QualityRule, key: number): RuleDraft {
  const { kind, last, action } = rule
  const limit =
    rule.kind === 'golden-marks'
      ? percentageOf(rule.below)
      : String(rule.kind === 'too-fast' ? rule.belowSeconds : rule.atLeast)
  return { key, kind, last: String(last), limit, action }
}

/** Returns the rule of a form. Fields that are not numbers become NaN, which the contract rejects. */
export function ruleOfDraft({ kind, last: lastText, limit, action }: RuleDraft): QualityRule {
  const last = numberOf(lastText)
  if (kind === 'golden-marks') return { kind, last, below: shareOf(limit), action }
  if (kind === 'too-fast') return { kind, last, belowSeconds: numberOf(limit), action }
  return { kind, last, atLeast: numberOf(limit), action }
}

/** Name in the contract of the field that the form calls limit. */
export const limitField = { 'golden-marks': 'below', 'too-fast': 'belowSeconds', 'same-answer': 'atLeast' } as const
