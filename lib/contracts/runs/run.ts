import { z } from 'zod'
import { classLabel } from '@/lib/contracts/classes/class-label'
import { pairVote } from '@/lib/contracts/classes/pair-vote'
import { failedCheck, freshF1, raterParameters, storedChecks, thresholdPromise } from './aggregation'

/** A finished aggregation, as lists show it. */
export const runSummary = z.strictObject({
  id: z.number().int(),
  method: z.string(),
  /** The method's name for people. */
  title: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  threshold: z.number(),
  voteCount: z.number().int(),
  labelCount: z.number().int(),
  changedImageCount: z.number().int(),
  logLikelihood: z.number().nullable(),
  iterations: z.number().int(),
  hasConverged: z.boolean(),
  stopReason: z.string(),
  /** Of the method alone; null when it was not recorded. */
  computeMs: z.number().nullable(),
  /** On golden candidates whose own golden answers were not seen; null when it was not recorded. */
  averagePrecision: z.number().nullable(),
  createdAt: z.iso.datetime(),
  /** What makes its labels doubtful; empty also for runs that were not checked. */
  failedChecks: z.array(failedCheck),
  /** Who said that it may be used all the same; null while nobody did. */
  confirmation: z
    .strictObject({
      reason: z.string(),
      at: z.iso.datetime(),
      /** Null for the command line, and for an account that is gone. */
      by: z.string().nullable(),
    })
    .nullable(),
})
export type RunSummary = z.infer<typeof runSummary>

/** A run that fails checks and that nobody has confirmed: it is used for nothing. */
export const unconfirmedRun = runSummary.pick({ id: true, failedChecks: true })
export type UnconfirmedRun = z.infer<typeof unconfirmedRun>

export const isUsable = ({ failedChecks, confirmation }: Pick<RunSummary, 'failedChecks' | 'confirmation'>): boolean =>
  failedChecks.length === 0 || confirmation !== null

export const confirmRunInput = z.strictObject({
  reason: z.string().trim().min(1, 'Enter a reason.').max(2_000, 'At most 2,000 characters.'),
})

export const runList = z.strictObject({ runs: z.array(runSummary) })

/** A way to aggregate, as the form that starts one shows it. */
export const methodOption = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.string(),
  isDefault: z.boolean(),
  /** Where the threshold lies by default. */
  threshold: z.number(),
  defaults: z.record(z.string(), z.unknown()),
  presets: z.record(
    z.string(),
    z.strictObject({ parameters: z.record(z.string(), z.unknown()), threshold: z.number() }),
  ),
  /** Why it cannot run on the answers there are, with the remedy; null when it can. */
  obstacle: z.string().nullable(),
})
export type MethodOption = z.infer<typeof methodOption>

export const methodChoice = z.strictObject({
  methods: z.array(methodOption),
  /** Why the threshold cannot be put by a rule that is judged on golden answers; null when it can. */
  ruleObstacle: z.string().nullable(),
})
export type MethodChoice = z.infer<typeof methodChoice>

const interval = z.tuple([z.number(), z.number()])
const share = z.number().min(0).max(1)

/** What a threshold gives on the golden candidates, and how many labels it keeps in the project. */
export const thresholdPoint = z.strictObject({
  threshold: z.number(),
  /** What the threshold is as a calibrated score; null where scores are not calibrated. */
  probability: share.nullable(),
  precision: share,
  recall: share,
  f1: share,
  goldenKept: z.number().int(),
  labelCount: z.number().int(),
})
export type ThresholdPoint = z.infer<typeof thresholdPoint>

/** How near scores come to probabilities. */
const calibrationQuality = z.strictObject({
  reliability: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      count: z.number().int(),
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

/** How far a run can be trusted, judged on golden candidates that had not seen their own golden answers. */
export const runQuality = z.strictObject({
  folds: z.number().int(),
  usesGolden: z.boolean(),
  candidateCount: z.number().int(),
  imageCount: z.number().int(),
  trueCount: z.number().int(),
  /** Null when no golden candidate holds. The interval is null where every resample gives the same value, which says nothing of fresh images. */
  averagePrecision: z
    .strictObject({ value: z.number(), interval: interval.nullable(), replicates: z.number().int() })
    .nullable(),
  /** Simpler methods that rank the golden candidates better than the run, with an interval of the difference beyond 0. */
  better: z.array(
    z.strictObject({
      method: z.string(),
      title: z.string(),
      averagePrecision: z.number(),
      difference: z.number(),
      interval,
    }),
  ),
  /** By falling threshold. */
  curve: z.array(thresholdPoint),
  /** At the run's own threshold; null when that keeps no golden candidate. */
  atThreshold: thresholdPoint.nullable(),
  bestF1: thresholdPoint.nullable(),
  /** The run's own threshold as a calibrated score; null where scores are not calibrated. */
  thresholdProbability: share.nullable(),
  /** What the threshold of greatest F1 gives on images that did not choose it; null where too few can tell. */
  freshF1: freshF1.nullable(),
  /** Null where the threshold was not chosen to keep one. */
  promise: thresholdPromise.nullable(),
  /** Of the scores as the method gives them. */
  raw: calibrationQuality,
  /** Of the calibrated ones, each by a map that was fitted on other images; null where there is none. */
  calibrated: calibrationQuality.extend({ shape: z.enum(['logistic', 'isotonic']) }).nullable(),
  /** How many more golden candidates of each kind a calibration takes; null where it needs no more, or the run is older. */
  missing: z.strictObject({ holds: z.number().int(), holdsNot: z.number().int() }).nullable(),
})
export type RunQuality = z.infer<typeof runQuality>

export const runScores = z.strictObject({
  count: z.number().int(),
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.number().int() })),
  /** Scores with an interval from a bootstrap over raters; of these, those whose interval holds the threshold. */
  withInterval: z.number().int(),
  undecided: z.number().int(),
  /** The same, of the candidates that are kept. */
  keptWithInterval: z.number().int(),
  keptUndecided: z.number().int(),
})
export type RunScores = z.infer<typeof runScores>

/** Labels expected to change if every candidate got one vote more, or why that cannot be said. */
export const oneMoreVoteEstimate = z.discriminatedUnion('isKnown', [
  z.strictObject({ isKnown: z.literal(true), changed: z.number(), gained: z.number(), lost: z.number() }),
  z.strictObject({ isKnown: z.literal(false), reason: z.string() }),
])
export type OneMoreVoteEstimate = z.infer<typeof oneMoreVoteEstimate>

/** What would be removed with a run, and what was made from it and keeps it. */
export const runContents = z.strictObject({
  evaluations: z.number().int(),
  /** Versions of releases. */
  releases: z.array(z.string()),
  /** Names of reviews of mistakes. */
  reviews: z.array(z.string()),
})
export type RunContents = z.infer<typeof runContents>

export const runDetail = z.strictObject({
  run: runSummary,
  /** Images of the run, excluded ones among them. */
  imageCount: z.number().int(),
  hasSimulated: z.boolean(),
  codeVersion: z.string(),
  inputHash: z.string(),
  votesUntil: z.iso.datetime(),
  seed: z.number().int().nullable(),
  /** What EM raised, after each iteration, in nats; null when it was not recorded. */
  history: z.array(z.number()).nullable(),
  /** Null when it was not recorded. */
  quality: runQuality.nullable(),
  scores: runScores,
  oneMoreVote: oneMoreVoteEstimate,
  /** Those beside the raters that counted as annotators; null when it was not recorded. */
  evidence: z.strictObject({ classes: z.array(z.string()), annotators: raterParameters.shape.annotators }).nullable(),
  contents: runContents,
  /** Null for runs from before they were checked. */
  checks: storedChecks.nullable(),
  /** Raters that a check names and whose votes still count. */
  namedRaters: z.array(z.number().int()),
  /** The run before this one. */
  previousId: z.number().int().nullable(),
})
export type RunDetail = z.infer<typeof runDetail>

/** Left out: the latest run. */

const runId = z.coerce.number().int().min(0).max(2_147_483_647)
export const runChanges = ['gained', 'lost'] as const

/** Which two runs, and which of the labels that differ. */
export const compareQuery = z.object({
  a: runId,
  b: runId,
  /** Gained: kept by b and not by a. Left out: both kinds. */
  change: z.enum(runChanges).optional(),
  golden: z.literal('yes').optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
})
export type CompareQuery = z.infer<typeof compareQuery>

export const labelDifference = z.strictObject({
  imageId: z.number().int(),
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  class: classLabel,
  isOriginal: z.boolean(),
  change: z.enum(runChanges),
  /** Null where a run did not see the candidate. */
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
  votes: z.array(pairVote),
  /** What the experts found; null when they were not asked. */
  holds: z.boolean().nullable(),
})
export type LabelDifference = z.infer<typeof labelDifference>

/** How two runs do on the same golden candidates, none of which had its own golden answers seen. */
export const goldenComparison = z.strictObject({
  candidateCount: z.number().int(),
  imageCount: z.number().int(),
  /** Candidates that one run keeps and the other does not, by who is right. */
  rightA: z.number().int(),
  rightB: z.number().int(),
  /** Exact sign test of the two; null when nothing differs. */
  pValue: z.number().nullable(),
  averagePrecision: z
    .strictObject({
      a: z.number(),
      b: z.number(),
      /** B minus a. */
      difference: z.number(),
      interval,
      replicates: z.number().int(),
    })
    .nullable(),
})
export type GoldenComparison = z.infer<typeof goldenComparison>

export const runComparison = z.strictObject({
  a: runSummary,
  b: runSummary,
  hasSimulated: z.boolean(),
  gained: z.number().int(),
  lost: z.number().int(),
  imageCount: z.number().int(),
  /** Classes with the most labels that differ, and how many classes there are in all. */
  classes: z.array(z.strictObject({ class: classLabel, gained: z.number().int(), lost: z.number().int() })),
  classCount: z.number().int(),
  golden: goldenComparison.nullable(),
  /** Why there is none; null when there is. */
  goldenObstacle: z.string().nullable(),
  differences: z.array(labelDifference),
  total: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  pageSize: z.number().int(),
})
export type RunComparison = z.infer<typeof runComparison>
