import type { ClassPairDecision } from '@/lib/domain/classes/class-pair'
import type { Confuser, DecisionFilter } from '@/lib/domain/classes/confusion-view'

/** A decision as a sentence of the first of the two classes about the second. */
export const decisionText: Record<ClassPairDecision, (first: string, second: string) => string> = {
  same: (first, second) => `“${first}” is the same as “${second}”`,
  contains: (first, second) => `“${first}” contains “${second}”`,
  contained: (first, second) => `“${second}” contains “${first}”`,
  apart: (first, second) => `“${first}” and “${second}” are to be kept apart`,
}

/** What follows from a decision, for the admin who takes it. */
export const decisionEffect: Record<ClassPairDecision, (first: string, second: string) => string> = {
  same: () =>
    'Raters are told to answer both alike. Where one is proposed, the other is too. When models are scored, a label of one is right for the other.',
  contains: (first, second) =>
    `Raters are told that where “${second}” holds, “${first}” holds too. Where “${second}” is proposed, “${first}” is too. When models are scored, a label “${second}” is right for “${first}”, not the other way round.`,
  contained: (first, second) =>
    `Raters are told that where “${first}” holds, “${second}” holds too. Where “${first}” is proposed, “${second}” is too. When models are scored, a label “${first}” is right for “${second}”, not the other way round.`,
  apart: () =>
    'Raters are told to tell them apart, with your note, and meet both in one task where there is room. Scoring is as it was.',
}

export const decisionChip: Record<ClassPairDecision, string> = {
  same: 'Same',
  contains: 'Contains',
  contained: 'Contained',
  apart: 'Keep apart',
}

export const confuserWord: Record<Confuser, string> = {
  any: 'Any confusion',
  raters: 'Raters',
  originals: 'Original labels',
  models: 'Models',
  together: 'Kept together',
}

/** How each is counted, as the page defines it. */
export const confuserMeaning: Record<Confuser, string> = {
  any: 'Rated images on which raters, the original label or a model confuse the two, each image once.',
  raters:
    'Of the images on which a rater answered both: those on which one rater said yes to the one and not to the other, and another rater the other way round.',
  originals:
    'Of the rated images with one of the two as original label, and with any label kept: those that keep the other without it.',
  models:
    'Of the rated images that keep one of the two alone, and that a model looked at: those of which a model’s first choice is the other.',
  together:
    'Of the rated images that keep either: those that keep both. No confusion, but a sign that the two are the same, or that one contains the other. Ordered by the lower end of the share’s interval.',
}

export const decisionFilterWord: Record<DecisionFilter, string> = {
  open: 'Not decided',
  decided: 'Decided',
  same: 'Decided: same',
  contains: 'Decided: contains',
  apart: 'Decided: keep apart',
}
