import { z } from 'zod'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { pairVote } from '@/lib/contracts/classes/pair-vote'
import { listedImage } from '@/lib/contracts/images/picture'
import { int, pageNumber, rowId } from '@/lib/contracts/number'
import { failedCheck, freshF1, raterParameters, storedChecks, thresholdPromise } from './aggregation'

/** Candidates that were decided after a run, and those whose decision the run used and was then undone. */
export const newDecisions = z.strictObject({ made: int, undone: int })
export type NewDecisions = z.infer<typeof newDecisions>

/** A finished aggregation, as shown in lists. */
export const runSummary = z.strictObject({
  id: int,
  method: z.string(),
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  threshold: z.number(),
  voteCount: int,
  labelCount: int,
  changedImageCount: int,
  logLikelihood: z.number().nullable(),
  iterations: int,
  hasConverged: z.boolean(),
  stopReason: z.string(),
  /** Time of the method alone. Null if not recorded. */
  computeMs: z.number().nullable(),
  /** On golden candidates scored without their own golden answers. Null if not recorded. */
  averagePrecision: z.number().nullable(),
  createdAt: z.iso.datetime(),
  /** Also empty for runs that were not checked. */
  failedChecks: z.array(failedCheck),
  /** An admin's confirmation that the run may be used despite failed checks. */
  confirmation: z
    .strictObject({
      reason: z.string(),
      at: z.iso.datetime(),
      /** Null: the command line, or a deleted account. */
      by: z.string().nullable(),
    })
    .nullable(),
})
export type RunSummary = z.infer<typeof runSummary>

/** A run that failed checks and is not confirmed, so it is not used. */
export type UnconfirmedRun = Pick<RunSummary, 'id' | 'failedChecks'>

export const isUsable = ({ failedChecks, confirmation }: Pick<RunSummary, 'failedChecks' | 'confirmation'>): boolean =>
  failedChecks.length === 0 || confirmation !== null

export const confirmRunInput = z.strictObject({
  reason: z.string().trim().min(1, 'Enter a reason.').max(2_000, 'At most 2,000 characters.'),
})

export const runList = z.strictObject({ runs: z.array(runSummary) })

/** A method as shown in the form that starts a run. */
export interface MethodOption {
  name: string
  title: string
  description: string
  source: string
  isDefault: boolean
  threshold: number
  defaults: Record<string, unknown>
  presets: Record<string, { parameters: Record<string, unknown>; threshold: number }>
  /** Why it cannot run on the current answers, and the remedy. Null if it can. */
  obstacle: string | null
}

export interface MethodChoice {
  methods: MethodOption[]
  /** Why rules that need golden answers cannot set the threshold. Null if they can. */
  ruleObstacle: string | null
}

const interval = z.tuple([z.number(), z.number()])
const share = z.number().min(0).max(1)

/** Quality of a threshold on the golden candidates, and the number of labels it keeps in the project. */
const thresholdPoint = z.strictObject({
  threshold: z.number(),
  /** The threshold as a calibrated score. Null if scores are not calibrated. */
  probability: share.nullable(),
  precision: share,
  recall: share,
  f1: share,
  labelCount: int,
})
export type ThresholdPoint = z.infer<typeof thresholdPoint>

/** How close scores are to probabilities. */
const calibrationQuality = z.strictObject({
  reliability: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      count: int,
      meanScore: z.number(),
      shareTrue: share,
      interval,
    }),
  ),
  calibrationError: z.number().nullable(),
  /** In nats. */
  logLoss: z.number().nullable(),
  brier: z
    .strictObject({
      score: z.number(),
      reliability: z.number(),
      resolution: z.number(),
      uncertainty: z.number(),
      withinBins: z.number(),
    })
    .nullable(),
})
export type CalibrationQuality = z.infer<typeof calibrationQuality>

/** Quality of a run on golden candidates, each scored without its own golden answers. */
const runQuality = z.strictObject({
  folds: int,
  usesGolden: z.boolean(),
  candidateCount: int,
  imageCount: int,
  trueCount: int,
  /**
   * Null if no golden candidate holds. The interval is null if every resample gives the same value, which says nothing
   * about new images, or if there are fewer than five images.
   */
  averagePrecision: z.strictObject({ value: z.number(), interval: interval.nullable(), replicates: int }).nullable(),
  /** Simpler methods that rank the golden candidates better, the interval of the difference excluding 0. */
  better: z.array(
    z.strictObject({
      method: z.string(),
      title: z.string(),
      averagePrecision: z.number(),
      difference: z.number(),
      interval,
    }),
  ),
  /** By descending threshold. */
  curve: z.array(thresholdPoint),
  /** At the run's own threshold. Null if that keeps no golden candidate. */
  atThreshold: thresholdPoint.nullable(),
  /** 95% intervals over images. Null if `atThreshold` is. */
  intervalsAtThreshold: z.strictObject({ precision: interval, recall: interval }).nullable(),
  bestF1: thresholdPoint.nullable(),
  /** The run's own threshold as a calibrated score. Null if scores are not calibrated. */
  thresholdProbability: share.nullable(),
  /** Quality of the threshold of maximum F1 on images that did not choose it. Null if there are too few. */
  freshF1: freshF1.nullable(),
  /** Null if the threshold was not chosen for a guarantee. */
  promise: thresholdPromise.nullable(),
  /** Of the method's own scores. */
  raw: calibrationQuality,
  /** Of calibrated scores, each by a map fitted on other images. Null if there is none. */
  calibrated: calibrationQuality.extend({ shape: z.enum(['logistic', 'isotonic']) }).nullable(),
  /** Golden candidates of each kind still needed for calibration. Null if none are, or for older runs. */
  missing: z.strictObject({ holds: int, holdsNot: int }).nullable(),
})
export type RunQuality = z.infer<typeof runQuality>

const runScores = z.strictObject({
  count: int,
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: int })),
  /** Scores with an interval from a bootstrap over raters, and those whose interval contains the threshold. */
  withInterval: int,
  undecided: int,
  /** The same counts for kept candidates. */
  keptWithInterval: int,
  keptUndecided: int,
})
export type RunScores = z.infer<typeof runScores>

/** Number of labels expected to change if every candidate got one more vote, or why it is unknown. */
const oneMoreVoteEstimate = z.discriminatedUnion('isKnown', [
  z.strictObject({ isKnown: z.literal(true), changed: z.number(), gained: z.number(), lost: z.number() }),
  z.strictObject({ isKnown: z.literal(false), reason: z.string() }),
])
export type OneMoreVoteEstimate = z.infer<typeof oneMoreVoteEstimate>

/** What is deleted with a run, and what depends on it and prevents its deletion. */
const runContents = z.strictObject({
  evaluations: int,
  releases: z.array(z.string()),
  reviews: z.array(z.string()),
})
export type RunContents = z.infer<typeof runContents>

export const runDetail = z.strictObject({
  run: runSummary,
  /** Images of the run, excluded ones included. */
  imageCount: int,
  labelledImageCount: int,
  /** Images whose original label has been changed or added since the run. */
  changedOriginalCount: int,
  hasSimulated: z.boolean(),
  codeVersion: z.string(),
  inputHash: z.string(),
  votesUntil: z.iso.datetime(),
  seed: int.nullable(),
  /** The objective of EM after each iteration, in nats. Null if not recorded. */
  history: z.array(z.number()).nullable(),
  /** Null if not recorded. */
  quality: runQuality.nullable(),
  scores: runScores,
  oneMoreVote: oneMoreVoteEstimate,
  /** Annotators other than raters. Null if not recorded. */
  evidence: z.strictObject({ classes: z.array(z.string()), annotators: raterParameters.shape.annotators }).nullable(),
  contents: runContents,
  /** Null for runs older than the checks. */
  checks: storedChecks.nullable(),
  /** Raters named by a check whose votes still count. */
  namedRaters: z.array(int),
  previousId: int.nullable(),
  /** Votes that count now. Null unless this is the latest run. */
  countedVotes: int.nullable(),
  /** Null unless this is the latest run. */
  newDecisions: newDecisions.nullable(),
})
export type RunDetail = z.infer<typeof runDetail>

export const runChanges = ['gained', 'lost'] as const

/** The two runs to compare, and a filter of the labels that differ. */
export const compareQuery = z.object({
  a: rowId,
  b: rowId,
  /** `gained`: kept by b but not by a. Defaults to both. */
  change: z.enum(runChanges).optional(),
  golden: z.literal('yes').optional(),
  page: pageNumber,
})
export type CompareQuery = z.infer<typeof compareQuery>

export const labelDifference = z.strictObject({
  ...listedImage,
  class: classLabel,
  isOriginal: z.boolean(),
  change: z.enum(runChanges),
  /** Null if a run does not include the candidate. */
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
  votes: z.array(pairVote),
  /** The experts' truth. Null without expert answers. */
  holds: z.boolean().nullable(),
})
export type LabelDifference = z.infer<typeof labelDifference>

/** Quality of two runs on the same golden candidates, each scored without its own golden answers. */
const goldenComparison = z.strictObject({
  candidateCount: int,
  imageCount: int,
  /** Candidates that only one of the runs keeps, by the run that is right. */
  rightA: int,
  rightB: int,
  /** Exact sign test of the two counts. Null if nothing differs. */
  pValue: z.number().nullable(),
  averagePrecision: z
    .strictObject({
      a: z.number(),
      b: z.number(),
      /** b minus a. The interval is null if it is the same in all resamples, or of fewer than five images. */
      difference: z.number(),
      interval: interval.nullable(),
      replicates: int,
    })
    .nullable(),
})
export type GoldenComparison = z.infer<typeof goldenComparison>

export const runComparison = z.strictObject({
  a: runSummary,
  b: runSummary,
  hasSimulated: z.boolean(),
  gained: int,
  lost: int,
  imageCount: int,
  /** Classes with the most differing labels, and the number of all such classes. */
  classes: z.array(z.strictObject({ class: classLabel, gained: int, lost: int })),
  classCount: int,
  golden: goldenComparison.nullable(),
  /** Why there is no golden comparison. Null if there is one. */
  goldenObstacle: z.string().nullable(),
  differences: z.array(labelDifference),
  total: int,
  page: int,
  pageCount: int,
  pageSize: int,
})
export type RunComparison = z.infer<typeof runComparison>
