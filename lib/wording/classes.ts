import type { ClassPairDecision } from '@/lib/domain/classes/class-pair'
import type { Confuser, DecisionFilter } from '@/lib/domain/classes/confusion-view'
import type { SuggestionState } from '@/lib/domain/classes/suggestion'

/** A decision as a sentence about two classes. */
export const decisionText: Record<ClassPairDecision, (first: string, second: string) => string> = {
  same: (first, second) => `“${first}” is the same as “${second}”`,
  contains: (first, second) => `“${first}” includes “${second}”`,
  contained: (first, second) => `“${second}” includes “${first}”`,
  apart: (first, second) => `“${first}” and “${second}” are different`,
}

/** Consequences of a decision, for the admin who makes it. */
export const decisionEffect: Record<ClassPairDecision, (first: string, second: string) => string> = {
  same: () =>
    'Raters are told to give both the same answer. When one is proposed for an image, so is the other. When models are scored, either label counts as correct for the other.',
  contains: (first, second) =>
    `Raters are told that if “${second}” applies, “${first}” applies too. When “${second}” is proposed, so is “${first}”. When models are scored, “${second}” counts as correct where “${first}” is the label, but not the other way round.`,
  contained: (first, second) =>
    `Raters are told that if “${first}” applies, “${second}” applies too. When “${first}” is proposed, so is “${second}”. When models are scored, “${first}” counts as correct where “${second}” is the label, but not the other way round.`,
  apart: () =>
    'Raters are told that the two differ, and see your note. Both appear in the same task where possible. Scoring does not change.',
}

export const decisionChip: Record<ClassPairDecision, string> = {
  same: 'Same',
  contains: 'Includes',
  contained: 'Included in',
  apart: 'Different',
}

export const confuserWord: Record<Confuser, string> = {
  any: 'Any confusion',
  raters: 'Raters',
  originals: 'Original labels',
  models: 'Models',
  together: 'Both kept',
}

/** How each source of confusion is counted. */
export const confuserMeaning: Record<Confuser, string> = {
  any: 'Rated images on which raters, the original label or a model confuse the two classes. Each image counts once.',
  raters: 'Images on which raters answered about both classes, and two raters chose opposite ones.',
  originals: 'Rated images with one of the two as original label that keep only the other.',
  models: 'Rated images that keep one of the two, where a model’s top-1 is the other.',
  together:
    'Rated images that keep both, among those that keep either. This is not a confusion, but suggests that the two are the same or that one includes the other. Sorted by the lower bound of the interval.',
}

export const decisionFilterWord: Record<DecisionFilter, string> = {
  open: 'Undecided',
  decided: 'Decided',
  same: 'Decided: same',
  contains: 'Decided: includes',
  apart: 'Decided: different',
}

export const suggestionStateWord: Record<SuggestionState, string> = {
  open: 'Open',
  asked: 'Raters are asked',
  dismissed: 'Dismissed',
}
