import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'
import type { UnconfirmedRun } from '@/lib/contracts/runs/run'
import type { KnownModel } from '@/lib/domain/data/folder-proposal'
import type { ModelScore, ScoreSummary } from './model-score'

type Range = [low: number, high: number] | null

export interface FitLine {
  slope: number
  intercept: number
  slopeInterval: Range
  count: number
}

export interface FitAt {
  /** Original accuracy, from 0 to 1, at which the line breaks. */
  breakAt: number
  breakInterval: Range
  below: FitLine | null
  above: FitLine | null
}

/** Segmented regression through the points of one source. */
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
  /** Wilson interval. */
  interval: [low: number, high: number]
}

/** What models are run on or added to. */
export interface ModelsData {
  imageCount: number
  storedImages: number
  labelableClasses: number
  /** All models, in the order they were added. */
  models: KnownModel[]
}

export interface ModelsPage {
  slug: string
  data: ModelsData
  hasSimulated: boolean
  /** Null before the first aggregation. */
  run: {
    id: number
    threshold: number
    title: string
    createdAt: string
    /** Names of the models whose first choices were evidence in the run. */
    evidence: string[]
  } | null
  /** The requested or a later run that failed its checks and has not been confirmed. No model is scored with it. */
  unconfirmed: UnconfirmedRun | null
  /** Version of the shown release, if the URL names one. */
  release: string | null
  runs: { id: number; word: string }[]
  releases: { version: string; runId: number; isWithdrawn: boolean }[]
  models: ModelScore[]
  originals: ScoreSummary | null
  thresholds: number[]
  isComplete: boolean
  outside: OutsidePoint[]
  labelSets: LabelSetOfPage[]
  fit: ModelsFit | null
  comparison: ComparedModels | null
  /** Accuracy of the shown models by number of labels, the original labels last. */
  byLabelCount: { name: string; rows: LabelCountRow[] }[]
}

export interface ModelClassRow {
  index: number
  name: string
  /** Images with this original label that the model has predictions for. */
  images: number
  /** From 0 to 1. Null if no image counts. */
  original: number | null
  originalInterval: Range
  reassessed: number | null
  reassessedInterval: Range
  /** How many of `images` have a label. */
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

export const labelSetRow = z.object({
  id: rowNumber,
  name: z.string(),
  /** Images in the set, and their labels. */
  images: count,
  labels: count,
  /** Rated images that both have, and those of them whose labels differ. */
  compared: count,
  differing: count,
  /** Labels on the compared images that only the run has, or only the other study. */
  onlyOurs: count,
  onlyTheirs: count,
})

const labelSet = labelSetRow.extend({
  /** Accuracy of the models against this set, over images that have a label in it. */
  models: z.array(z.object({ modelId: rowNumber, count, right: count, interval: z.tuple([z.number(), z.number()]) })),
})
export type LabelSetOfPage = z.infer<typeof labelSet>

/** Compared with the latest usable run. */
export const labelSetList = z.strictObject({ runId: rowNumber.nullable(), labelSets: z.array(labelSet) })
