import { z } from 'zod'
import { count, decimal, integerBetween, rowNumber } from '@/lib/contracts/number'
import { maxAskedClasses } from '@/lib/domain/plan/plan-source'
import { taskOrders } from '@/lib/domain/plan/task-orders'
import { adaptiveProgress, adaptiveVotes, votesReplay } from './adaptive-batch'
import { frontierPoint, planFigures, planModelFigures } from './plan-figures'

const askingCost = z.strictObject({ acts: count, raterHours: z.number(), cost: z.number() })

/** What the same pairs cost when asked image first, class first, and in the chosen mix. */
const waysOfAsking = z.strictObject({
  image: askingCost,
  class: askingCost,
  chosen: askingCost,
  pages: count,
  pictureTime: z.strictObject({ perCandidate: z.number(), from: z.enum(['measured', 'assumed']), answers: count }),
})

/** Seconds used to price a task. */
const answerTime = z.strictObject({
  perTask: z.number(),
  perCandidate: z.number(),
  from: z.enum(['chosen', 'measured', 'assumed']),
  answers: count,
})

/** An exact search visits 2^models subsets, so it is limited to this many models. */
export const maxSearchedModels = 22

/** Proposes each chosen model's top-1, and its most confident predictions over all images and classes. */
export const proposalRule = z.strictObject({
  /** Mean number of pairs per image that a model proposes by confidence. 0: its top-1 only. */
  budgetPerImage: decimal.min(0, 'At least 0.').max(100, 'At most 100.'),
})

/** What raters are asked about. Always includes the original label of each image that is asked about. */
export const planSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('models') }),
  z.strictObject({ from: z.literal('original') }),
  /** Each of these classes on every image, by ascending class index. Null: all classes. Empty while none is chosen. */
  z.strictObject({
    from: z.literal('classes'),
    classes: z
      .array(rowNumber)
      .max(maxAskedClasses, `At most ${maxAskedClasses} classes can be asked about every image.`)
      .nullable(),
  }),
  /** The classes an imported list names for each image. Images it does not name are not asked about. */
  z.strictObject({ from: z.literal('list') }),
])
export type PlanSource = z.infer<typeof planSource>

export const planSettings = z.strictObject({
  source: planSource,
  /** Ascending ids. Null: the smallest subset certain to reach the minimum recall, or all models if there is none. */
  models: z.array(rowNumber).max(200).nullable(),
  rule: proposalRule,
  /** Lower bound of recall, from 0 to 1, that a subset must reach to be chosen over all models. */
  minimumRecall: decimal.min(0, 'At least 0.').max(1, 'At most 1.'),
  candidatesPerTask: integerBetween(1, 8),
  ratersPerTask: integerBetween(1, 100),
  /** Null: every candidate is asked of the same number of raters. */
  adaptive: adaptiveVotes.nullable(),
  /** Null: measured in the project, or assumed until enough answers are timed. */
  secondsPerCandidate: decimal.min(0.1, 'At least 0.1 seconds.').max(600, 'At most 600 seconds.').nullable(),
  payPerHour: decimal.min(0, 'At least 0.').max(10_000, 'At most 10,000.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as USD.'),
  /** Whether to ask about images on which all chosen models agree with the original label. */
  asksUnanimous: z.boolean(),
  taskOrder: z.enum(taskOrders),
  /** Share of a candidate's raters who are asked class first, on pages of pictures. */
  classShare: decimal.min(0, 'At least 0.').max(1, 'At most 1.'),
})
export type PlanSettings = z.infer<typeof planSettings>

export const planSettingsPatch = planSettings.partial()
export type PlanSettingsPatch = z.infer<typeof planSettingsPatch>

/** Settings as stored. Defaults fill in what rows written by older versions do not have. */
export const storedSettings = planSettings.extend({
  source: planSource.default({ from: 'models' }),
  secondsPerCandidate: planSettings.shape.secondsPerCandidate.default(null),
  taskOrder: planSettings.shape.taskOrder.default('mixed'),
  adaptive: adaptiveVotes.nullable().default(null),
  classShare: planSettings.shape.classShare.default(0),
  /** How tasks were priced before there was `secondsPerCandidate`. */
  secondsPerTask: z.number().optional(),
})

export const defaultPlanSettings: PlanSettings = {
  source: { from: 'models' },
  models: null,
  rule: { budgetPerImage: 3 },
  minimumRecall: 0.97,
  candidatesPerTask: 8,
  ratersPerTask: 5,
  adaptive: null,
  secondsPerCandidate: null,
  payPerHour: 15,
  currency: 'USD',
  asksUnanimous: false,
  taskOrder: 'mixed',
  classShare: 0,
}

export const planReport = z.strictObject({
  /** The chosen models, resolved: never null here. */
  models: z.array(count),
  figures: planFigures,
  everyModel: planFigures,
  perModel: z.array(planModelFigures),
  /** By ascending cost. Empty without golden labels. */
  frontier: z.array(frontierPoint),
  /** Fewest models whose lower bound of recall reaches the minimum, then fewest pairs, lower ids. Null if none. */
  smallest: frontierPoint.nullable(),
  searchedSubsets: count,
  searchMs: z.number(),
  /** Why no subset was searched, as a sentence. Null if all were. */
  searchObstacle: z.string().nullable(),
  /** Images and pairs answered by experts, and how many of these pairs hold. */
  golden: z.strictObject({
    images: count,
    labels: count,
    /** Labels other than the original ones, which recall is measured on. Null in older batch reasons. */
    otherLabels: count.nullable().default(null),
    /** How many of those are needed to show that all models reach the minimum recall. Null if no number is enough. */
    neededLabels: count.nullable().default(null),
    pairs: count,
    isSimulated: z.boolean(),
  }),
  time: answerTime,
  imageCount: count,
  /** Images without predictions, and images without an original label. */
  imagesWithoutPredictions: count,
  imagesWithoutLabel: count,
  /** Proposals asked in earlier batches, which are not asked again. Older batch reasons count all pairs asked before. */
  askedPairs: count,
  /** Pairs to ask about that were added only because of decisions about classes. */
  decidedPairs: count.default(0),
  /** Fewest possible tasks for these pairs, and the mean distance in the hierarchy within a task. */
  leastTasks: count,
  meanDistance: z.number().nullable(),
  /** Null in older reports. */
  ways: waysOfAsking.nullable().default(null),
})
export type PlanReport = z.infer<typeof planReport>

/** Why the batch is as it is. Written at launch, for the data card. Reasons older than `taskOrder` used import order. */
export const batchReason = z.strictObject({
  settings: storedSettings.extend({ taskOrder: planSettings.shape.taskOrder.default('import') }),
  models: z.array(
    z.strictObject({ modelId: rowNumber, name: z.string(), scoreKind: z.enum(['probability', 'logit']).nullable() }),
  ),
  ...planReport.pick({ figures: true, golden: true, ways: true, askedPairs: true, decidedPairs: true }).shape,
  ...planReport.pick({ leastTasks: true, meanDistance: true }).shape,
  /** Null in older reasons, whose settings have the seconds per task. */
  time: answerTime.nullable().default(null),
  /** Decisions about class pairs at launch, by class index. For "contains", `first` contains `second`. */
  classDecisions: z
    .array(z.strictObject({ kind: z.enum(['same', 'contains', 'apart']), first: count, second: count }))
    .default([]),
  /** SHA-256 over the predictions, labels and golden answers used. */
  inputHash: z.string(),
  codeVersion: z.string(),
})
export type BatchReason = z.infer<typeof batchReason>

export const storedPlan = z.strictObject({
  settings: storedSettings,
  /** `key` identifies the settings and the data that the report was computed from. */
  computed: z.strictObject({ key: z.string(), report: planReport }).nullable(),
})
export type StoredPlan = z.infer<typeof storedPlan>

export const batchStates = ['draft', 'open', 'closed'] as const
export const batchSummary = z.strictObject({
  id: rowNumber,
  name: z.string(),
  state: z.enum(batchStates),
  createdAt: z.iso.datetime(),
  launchedAt: z.iso.datetime().nullable(),
  tasks: count,
  finishedTasks: count,
  isAdaptive: z.boolean(),
})
export type BatchSummary = z.infer<typeof batchSummary>

/** Votes given, and votes planned. A stopped batch still counts the votes that were planned before. */
const batchVotes = z.strictObject({ votes: count, plannedVotes: count })

export const listedBatch = batchSummary.extend(batchVotes.shape)
export type ListedBatch = z.infer<typeof listedBatch>

export const batchDetail = z.strictObject({
  batch: batchSummary,
  /** Null for batches not launched from a draft, such as imported votes. */
  reason: batchReason.nullable(),
  /** Whether it consists of imported votes, which can be deleted. */
  isImported: z.boolean(),
  hasSimulated: z.boolean(),
  images: count,
  pairs: count,
  /** Assignments wanted, and assignments submitted. */
  assignments: count,
  submittedAssignments: count,
  ...batchVotes.shape,
  /** Tasks stopped before they were finished. */
  stoppedTasks: count,
  /** Tasks that raters still get, and tasks without answers or leases. */
  openTasks: count,
  unansweredTasks: count,
  /** When the counts were made, in projects large enough that counts are cached. Otherwise null. */
  countedAt: z.iso.datetime().nullable(),
  adaptive: adaptiveProgress.nullable(),
})
export type BatchDetail = z.infer<typeof batchDetail>

export const batchStateInput = z.strictObject({ state: z.enum(['open', 'closed']) })
export type BatchStateInput = z.infer<typeof batchStateInput>

/** Whether the batch's open tasks come before or after all others. */
export const batchPriorityInput = z.strictObject({ priority: z.enum(['first', 'last']) })
export type BatchPriorityInput = z.infer<typeof batchPriorityInput>

export const withdrawnTasks = z.strictObject({ tasks: count })
export type WithdrawnTasks = z.infer<typeof withdrawnTasks>

export const planModel = z.strictObject({
  id: rowNumber,
  name: z.string(),
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  predictions: count,
  images: count,
})
export type PlanModel = z.infer<typeof planModel>

export const planState = z.strictObject({
  settings: planSettings,
  /** Null until a draft has been saved. */
  draft: z.strictObject({ batchId: rowNumber, name: z.string(), changedAt: z.iso.datetime() }).nullable(),
  models: z.array(planModel),
  /** All classes if there are few enough to ask about all of them, otherwise the chosen ones. */
  classes: z.array(z.strictObject({ index: count, name: z.string() })),
  ...{ imageCount: count, classCount: count },
  listedCandidates: count,
  goldenImages: count,
  raters: count,
  /** Seconds measured so far. Null while too few answers are timed. */
  measuredTime: answerTime.omit({ from: true }).extend({ secondsPerCandidate: z.number() }).nullable(),
  batches: z.array(batchSummary),
  /** The newest report for exactly these settings and this data. Null if it has to be computed. */
  report: planReport.nullable(),
  /** Why the adaptive votes of the draft are not possible. Null if they are, or are not chosen. */
  adaptiveObstacle: z.string().nullable(),
  /** Candidates by number of votes, without those that have none. */
  voted: z.array(z.strictObject({ votes: count, candidates: count })),
  replay: votesReplay.nullable(),
  hasGuidelines: z.boolean(),
  /** A job that is computing or launching now. */
  activeJobId: z.string().nullable(),
})
export type PlanState = z.infer<typeof planState>

export const launchInput = z.strictObject({
  name: z.string().trim().min(1, 'Enter a name for the batch.').max(120, 'At most 120 characters.'),
  /** What was reviewed. If the draft differs from it, nothing is launched. */
  settings: planSettings.optional(),
})
export type LaunchInput = z.infer<typeof launchInput>

export const launchResult = z.strictObject({
  batchId: rowNumber,
  name: z.string(),
  /** Candidates that the batch asks about, and how many of them are new to the project. */
  candidates: count,
  newCandidates: count,
  tasks: count,
  /** As many as candidates. */
  pairs: count,
  unanimousImages: count,
})
export type LaunchResult = z.infer<typeof launchResult>
