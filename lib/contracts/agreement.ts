import { z } from 'zod'
import { wholeFrom } from './number'

/** What an agreement is measured with. */
export const agreementInput = z.strictObject({
  /** How often the images are resampled for the intervals. */
  replicates: wholeFrom(10, 10_000).default(200),
  seed: wholeFrom(0, 2_147_483_647).default(1),
})
export type AgreementInput = z.infer<typeof agreementInput>

/** A figure with the ends of its 95 % interval; null where undefined. */
export const agreementFigure = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type AgreementFigure = z.infer<typeof agreementFigure>

const interval = z.strictObject({ low: z.number(), high: z.number() })

/** Intervals with raters as a sample beside images; null where too few raters can tell. */
export const agreementAcrossRaters = z.strictObject({
  raterCount: z.number().int(),
  alphaOrdinal: interval.nullable(),
  alphaNominal: interval.nullable(),
  fleissKappa: interval.nullable(),
  rawAgreement: interval.nullable(),
})
export type AgreementAcrossRaters = z.infer<typeof agreementAcrossRaters>

/** Agreement within some votes. Only candidates with two votes or more count. */
export const agreementFigures = z.strictObject({
  candidateCount: z.number().int(),
  voteCount: z.number().int(),
  /** Pairs of votes on one candidate. */
  pairCount: z.number().int(),
  alphaOrdinal: agreementFigure,
  alphaNominal: agreementFigure,
  fleissKappa: agreementFigure,
  rawAgreement: agreementFigure,
})
export type AgreementFigures = z.infer<typeof agreementFigures>

export const classAgreement = agreementFigures.extend({
  classId: z.number().int(),
  name: z.string(),
  /** Name of its class group. */
  group: z.string(),
})
export type ClassAgreement = z.infer<typeof classAgreement>

export const raterAgreement = agreementFigures.extend({ raterId: z.number().int() })
export type RaterAgreement = z.infer<typeof raterAgreement>

export const pairAgreement = z.strictObject({
  raterA: z.number().int(),
  raterB: z.number().int(),
  sharedCandidates: z.number().int(),
  /** Cohen's kappa. */
  kappa: agreementFigure,
  agreement: agreementFigure,
})
export type PairAgreement = z.infer<typeof pairAgreement>

/** What a measured agreement holds. */
export const agreementReport = z.strictObject({
  /** Votes there were, on candidates of any number of votes. */
  voteCount: z.number().int(),
  overall: agreementFigures,
  /** Of all votes; reports from before it was measured have none, nor those with fewer than three raters. */
  acrossRaters: agreementAcrossRaters.nullable().optional(),
  /** In the order of classes; a single one where there is no hierarchy. */
  byGroup: z.array(agreementFigures.extend({ name: z.string(), classCount: z.number().int() })),
  /** Classes with votes to compare, in their order. */
  byClass: z.array(classAgreement),
  /** Raters with votes to compare, by number. */
  byRater: z.array(raterAgreement),
  /** By rising day (UTC) of a candidate's last vote; null when no vote's time is known. */
  byDay: z.array(agreementFigures.extend({ day: z.iso.date() })).nullable(),
  /** The pairs with at least this many shared candidates, lowest kappa first. */
  minimumShared: z.number().int(),
  pairs: z.array(pairAgreement),
  /** How many pairs there are; more than `pairs` holds where those that agree best were left out. */
  pairCount: z.number().int(),
})
export type AgreementReport = z.infer<typeof agreementReport>

/** When and from what a report was made. */
export const agreementStamp = z.strictObject({
  id: z.number().int(),
  createdAt: z.iso.datetime(),
  /** SHA-256 of everything it saw. */
  inputHash: z.string(),
  codeVersion: z.string(),
  seed: z.number().int(),
  replicates: z.number().int(),
})
export type AgreementStamp = z.infer<typeof agreementStamp>

export const agreementOutput = z.strictObject({
  /** Null until one was measured. */
  stamp: agreementStamp.nullable(),
  report: agreementReport.nullable(),
})

/** What a finished measurement says of itself. */
export const agreementResult = z.strictObject({
  reportId: z.number().int(),
  voteCount: z.number().int(),
  candidateCount: z.number().int(),
  raterCount: z.number().int(),
  alphaOrdinal: agreementFigure,
  alphaNominal: agreementFigure,
  fleissKappa: agreementFigure,
  rawAgreement: agreementFigure,
  acrossRaters: agreementAcrossRaters.nullable(),
  inputHash: z.string(),
})
export type AgreementResult = z.infer<typeof agreementResult>
