import type { AgreementFigure, AgreementFigures, PairAgreement, RaterAgreement } from '@/lib/contracts/agreement'
import type { GoldenMarks } from '@/lib/contracts/quality'
import type { RaterSummary } from './rater-table'

/** Answers against truth. Rows: the label holds, does not hold. Columns: no, maybe, yes. */
export interface Judgement {
  counts: number[][]
  /** Balanced accuracy, a maybe counting half. */
  skill: AgreementFigure
  /** Judged answers, and their images. */
  answerCount: number
  imageCount: number
}

export interface RaterModel {
  classes: string[]
  answers: string[]
  /** P(answer | hidden class), one row per class. Null for methods without such a model. */
  probability: number[][] | null
  /** Larger is better; `skillMeaning` says what it measures. Null in runs of older versions. */
  skill: number | null
  skillMeaning: string | null
  goldenAnswerCount: number
}

export interface DriftWindow {
  /** Votes before the window and at its end. */
  from: number
  to: number
  /** Times of its first and last vote. Null if unknown. */
  firstAt: string | null
  lastAt: string | null
  skill: AgreementFigure
}

export interface RaterDetail extends Pick<RaterSummary, 'id' | 'kind' | 'isExpert' | 'externalId' | 'votes'> {
  /** Golden accuracy. Null without golden answers, and for experts, whose answers establish truth. */
  golden: GoldenMarks | null
  /** Number of answers that establish truth. Null unless the rater is an expert. */
  expertAnswers: number | null
  lastActivityAt: string | null
  previous: number | null
  next: number | null
  hasSimulated: boolean
  /** Whether an account or a panel id is still linked to the rater. */
  hasIdentity: boolean
  /** Determines which actions the page offers. */
  status: {
    pausedAt: string | null
    isExcluded: boolean
    /** Submitted rating tasks that were not yet given to another rater as well. */
    replaceable: number
    /** Whether there is a test that the rater has not passed. */
    isBeforeTest: boolean
    hasAttempts: boolean
  }
  runs: { id: number; title: string }[]
  /** The run that answers are compared with. Null before the first. */
  run: { id: number; title: string } | null
  againstRun: Judgement | null
  model: RaterModel | null
  /** The answers behind `golden`. Null if that is null. */
  againstGolden: Pick<Judgement, 'counts' | 'imageCount'> | null
  /** Null without a run. */
  drift: DriftWindow[] | null
  /** From the newest report. Null if there is none or the rater is not in it. */
  agreement: {
    createdAt: string
    rater: RaterAgreement
    overall: AgreementFigures
    /** Lowest kappa first. */
    pairs: PairAgreement[]
  } | null
}
