import type { UnconfirmedRun } from '@/lib/contracts/runs/run'
import type { LabelSetOfPage } from './label-set'
import type { ModelScore, ScoreSummary } from './model-score'

type Range = [low: number, high: number] | null

export interface FitLine {
  slope: number
  intercept: number
  slopeInterval: Range
  count: number
}

export interface FitAt {
  /** A share. */
  breakAt: number
  breakInterval: Range
  below: FitLine | null
  above: FitLine | null
}

/** Two lines through the points of one source. */
export interface ModelsFit {
  /** `own` for the project's models, or the name of a source. */
  source: string
  pointCount: number
  from: number
  to: number
  atGiven: FitAt
  /** Null with too few points. */
  estimated: FitAt | null
}

export interface OutsidePoint {
  source: string
  name: string
  original: number
  reassessed: number
  parametersMillion: number | null
}

export interface PairedDifference {
  count: number
  onlyFirst: number
  onlySecond: number
  difference: number | null
  interval: Range
  p: number
}

export interface ComparedModels {
  first: string
  second: string
  original: PairedDifference
  reassessed: PairedDifference
}

export interface LabelCountRow {
  labels: number
  count: number
  share: number
  /** Wilson. */
  interval: [low: number, high: number]
}

export interface ModelsPage {
  slug: string
  hasSimulated: boolean
  /** Null when nothing is aggregated yet. */
  run: {
    id: number
    threshold: number
    title: string
    createdAt: string
    /** Names of the models whose first choices were evidence in it. */
    evidence: string[]
  } | null
  /** The run that was asked for, or a later one, which fails checks and nobody has confirmed: no model is scored with it. */
  unconfirmed: UnconfirmedRun | null
  /** The version of the release that is shown, where the address names one. */
  release: string | null
  runs: { id: number; word: string }[]
  releases: { version: string; runId: number }[]
  models: ModelScore[]
  originals: ScoreSummary | null
  thresholds: number[]
  isComplete: boolean
  outside: OutsidePoint[]
  /** Labels of other studies, compared with those of the run. */
  labelSets: LabelSetOfPage[]
  fit: ModelsFit | null
  comparison: ComparedModels | null
  /** Accuracy by number of labels of the models that are shown, the original labels last. */
  byLabelCount: { name: string; rows: LabelCountRow[] }[]
}

export interface ModelClassRow {
  index: number
  name: string
  /** Images with this original label that the model speaks of. */
  images: number
  /** Shares; null where no image counts. */
  original: number | null
  originalInterval: Range
  reassessed: number | null
  reassessedInterval: Range
  /** Of `images`, those that have a label. */
  labelled: number
  change: number | null
}

export interface ModelPage
  extends Pick<ModelsPage, 'run' | 'unconfirmed' | 'runs' | 'releases' | 'release' | 'hasSimulated' | 'originals'> {
  slug: string
  model: ModelScore
  classes: ModelClassRow[]
  byLabelCount: ModelsPage['byLabelCount']
}
