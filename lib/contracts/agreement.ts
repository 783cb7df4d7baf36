import { z } from 'zod'
import { int, integerBetween } from './number'

export const agreementInput = z.strictObject({
  /** Bootstrap resamples of images for the intervals. */
  replicates: integerBetween(10, 10_000).default(200),
  seed: integerBetween(0, 2_147_483_647).default(1),
})
export type AgreementInput = z.infer<typeof agreementInput>

/** An estimate with its 95% interval. Null where undefined. */
export const agreementFigure = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type AgreementFigure = z.infer<typeof agreementFigure>

const interval = z.strictObject({ low: z.number(), high: z.number() })

/** Intervals that treat raters, as well as images, as a sample. Null where there are too few raters. */
const agreementAcrossRaters = z.strictObject({
  raterCount: int,
  alphaOrdinal: interval.nullable(),
  alphaNominal: interval.nullable(),
  fleissKappa: interval.nullable(),
  rawAgreement: interval.nullable(),
})
export type AgreementAcrossRaters = z.infer<typeof agreementAcrossRaters>

/** Agreement within a set of votes. Only candidates with at least two votes count. */
export const agreementFigures = z.strictObject({
  candidateCount: int,
  voteCount: int,
  pairCount: int,
  alphaOrdinal: agreementFigure,
  alphaNominal: agreementFigure,
  fleissKappa: agreementFigure,
  rawAgreement: agreementFigure,
})
export type AgreementFigures = z.infer<typeof agreementFigures>

const classAgreement = agreementFigures.extend({
  classId: int,
  name: z.string(),
  group: z.string(),
})
export type ClassAgreement = z.infer<typeof classAgreement>

export const raterAgreement = agreementFigures.extend({ raterId: int })
export type RaterAgreement = z.infer<typeof raterAgreement>

export const pairAgreement = z.strictObject({
  raterA: int,
  raterB: int,
  sharedCandidates: int,
  /** Cohen's kappa. */
  kappa: agreementFigure,
  agreement: agreementFigure,
})
export type PairAgreement = z.infer<typeof pairAgreement>

export const agreementReport = z.strictObject({
  /** All votes, including those on candidates with a single vote. */
  voteCount: int,
  overall: agreementFigures,
  /** Over all votes. Missing in reports of older versions and with fewer than three raters. */
  acrossRaters: agreementAcrossRaters.nullable().optional(),
  /** In class order. A single group if there is no hierarchy. */
  byGroup: z.array(agreementFigures.extend({ name: z.string(), classCount: int })),
  /** Classes with comparable votes, in class order. */
  byClass: z.array(classAgreement),
  /** Raters with comparable votes, by number. */
  byRater: z.array(raterAgreement),
  /** By ascending day (UTC) of a candidate's last vote. Null if no vote has a time. */
  byDay: z.array(agreementFigures.extend({ day: z.iso.date() })).nullable(),
  /** Pairs of raters with at least this many shared candidates, lowest kappa first. */
  minimumShared: int,
  pairs: z.array(pairAgreement),
  /** Number of all such pairs. Larger than `pairs.length` if the pairs with the highest kappa were left out. */
  pairCount: int,
})
export type AgreementReport = z.infer<typeof agreementReport>

const agreementStamp = z.strictObject({
  id: int,
  createdAt: z.iso.datetime(),
  /** SHA-256 of all input data. */
  inputHash: z.string(),
  codeVersion: z.string(),
  seed: int,
  replicates: int,
})
export type AgreementStamp = z.infer<typeof agreementStamp>

export const agreementOutput = z.strictObject({
  /** Null before the first measurement. */
  stamp: agreementStamp.nullable(),
  report: agreementReport.nullable(),
})

export const agreementResult = agreementFigures.omit({ pairCount: true }).extend({
  reportId: int,
  /** Raters with comparable votes. */
  raterCount: int,
  acrossRaters: agreementAcrossRaters.nullable(),
  inputHash: z.string(),
})
export type AgreementResult = z.infer<typeof agreementResult>
