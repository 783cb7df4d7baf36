import { z } from 'zod'
import { mostAskedClasses } from '@/lib/domain/plan/plan-source'
import { taskOrders } from '@/lib/domain/plan/task-orders'
import { adaptiveProgress, adaptiveVotes, votesReplay } from './adaptive-batch'
import { answerTime, waysOfAsking } from './asking-ways'
import { wholeFrom } from './number'
import { frontierPoint, planFigures, planModelFigures } from './plan-figures'

/** Models beyond this number cannot be searched exactly: two to this power are the subsets. */
export const mostSearchedModels = 22

/** Each chosen model's top-1, and its most confident predictions over all images and classes. */
export const proposalRule = z.strictObject({
  /** Pairs of image and class that a model proposes by confidence, an image on average; 0: its top-1 alone. */
  budgetPerImage: z.number('Enter a number.').min(0, 'At least 0.').max(100, 'At most 100.'),
})

/** What raters are asked about. The original label of an image that is asked about is always among it. */
export const planSource = z.discriminatedUnion('from', [
  /** What the chosen models propose, by the rule. */
  z.strictObject({ from: z.literal('models') }),
  z.strictObject({ from: z.literal('original') }),
  /** Every one of these classes on every image, by class index, rising; null: all classes of the project. Empty while none is chosen. */
  z.strictObject({
    from: z.literal('classes'),
    classes: z
      .array(z.int32().min(0))
      .max(mostAskedClasses, `At most ${mostAskedClasses} classes can be asked about every image.`)
      .nullable(),
  }),
  /** What an imported list names for each image; images that it does not name are not asked about. */
  z.strictObject({ from: z.literal('list') }),
])
export type PlanSource = z.infer<typeof planSource>

/** The choices of a draft. */
export const planSettings = z.strictObject({
  source: planSource,
  /** Numbers of the chosen models, rising; null: the smallest subset that is sure to keep the wanted recall, or all when none is. */
  models: z.array(z.int32().min(0)).max(200).nullable(),
  rule: proposalRule,
  /** What the lower bound of recall must reach for fewer than all models to be chosen, from 0 to 1. */
  minimumRecall: z.number('Enter a number.').min(0, 'At least 0.').max(1, 'At most 1.'),
  candidatesPerTask: wholeFrom(1, 8),
  ratersPerTask: wholeFrom(1, 100),
  /** Null: every candidate is asked of as many raters. */
  adaptive: adaptiveVotes.nullable(),
  /** Null: as measured in the project, or as assumed until enough answers are timed. */
  secondsPerCandidate: z
    .number('Enter a number.')
    .min(0.1, 'At least 0.1 seconds.')
    .max(600, 'At most 600 seconds.')
    .nullable(),
  payPerHour: z.number('Enter a number.').min(0, 'At least 0.').max(10_000, 'At most 10,000.'),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as USD.'),
  /** Whether images on which all chosen models agree with the original label are asked about too. */
  asksUnanimous: z.boolean(),
  taskOrder: z.enum(taskOrders),
  /** Share of the raters of a candidate who are asked class first, on pages of pictures; the others image first. */
  classShare: z.number('Enter a number.').min(0, 'At least 0.').max(1, 'At most 1.'),
})
export type PlanSettings = z.infer<typeof planSettings>

export const planSettingsPatch = planSettings.partial()
export type PlanSettingsPatch = z.infer<typeof planSettingsPatch>

/** Choices as rows keep them: what was written before there was a choice of sources asked what models propose. */
export const storedSettings = planSettings.extend({
  source: planSource.default({ from: 'models' }),
  secondsPerCandidate: planSettings.shape.secondsPerCandidate.default(null),
  taskOrder: planSettings.shape.taskOrder.default('mixed'),
  adaptive: adaptiveVotes.nullable().default(null),
  classShare: planSettings.shape.classShare.default(0),
  /** What a task was priced with before candidates were. */
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

const count = z.number().int()

/** Everything the plan shows for one choice. */
export const planReport = z.strictObject({
  /** The chosen models, resolved: never null here. */
  models: z.array(count),
  figures: planFigures,
  /** What all models together would find and cost, to compare the choice with. */
  everyModel: planFigures,
  perModel: z.array(planModelFigures),
  /** By rising cost; empty without golden labels. */
  frontier: z.array(frontierPoint),
  /** The smallest subset whose lower bound of recall reaches what is wanted; of equals the one that asks less, then by number. Null when none does. */
  smallest: frontierPoint.nullable(),
  searchedSubsets: count,
  searchMs: z.number(),
  /** Why no subset was searched, as a sentence; null when all were. */
  searchObstacle: z.string().nullable(),
  /** Images and pairs that experts have answered about, and how many of these pairs hold. */
  golden: z.strictObject({
    images: count,
    labels: count,
    /** Of the labels those that are not the original label of their image: what recall is a share of. Null in older reasons. */
    otherLabels: count.nullable().default(null),
    /** So many of those would show that all models together keep the wanted recall; null when no number would. */
    neededLabels: count.nullable().default(null),
    pairs: count,
    isSimulated: z.boolean(),
  }),
  time: answerTime,
  imageCount: count,
  /** Images that no model says anything of, or that have no original label. */
  imagesWithoutPredictions: count,
  imagesWithoutLabel: count,
  /** Pairs asked in earlier batches, which are not asked again. */
  askedPairs: count,
  /** Of the pairs asked about, those that follow from decisions about classes alone. */
  decidedPairs: count.default(0),
  /** The least number of tasks for these pairs, and the mean distance in the hierarchy within a task. */
  leastTasks: count,
  meanDistance: z.number().nullable(),
  /** Null in older reports. */
  ways: waysOfAsking.nullable().default(null),
})
export type PlanReport = z.infer<typeof planReport>

/** Why a batch is as it is: written once, at launch, for the data card. Those before `taskOrder` were as imported. */
export const batchReason = z.strictObject({
  settings: storedSettings.extend({ taskOrder: planSettings.shape.taskOrder.default('import') }),
  models: z.array(
    z.strictObject({ modelId: count, name: z.string(), scoreKind: z.enum(['probability', 'logit']).nullable() }),
  ),
  figures: planFigures,
  golden: planReport.shape.golden,
  /** Null in older reasons, whose settings say the seconds of a task. */
  time: answerTime.nullable().default(null),
  ways: waysOfAsking.nullable().default(null),
  askedPairs: count,
  decidedPairs: count.default(0),
  /** What was decided about pairs of classes then, by their indices; of "contains" the first contains the second. */
  classDecisions: z
    .array(z.strictObject({ kind: z.enum(['same', 'contains', 'apart']), first: count, second: count }))
    .default([]),
  leastTasks: count,
  meanDistance: z.number().nullable(),
  /** SHA-256 over the predictions, labels and golden answers it was computed from. */
  inputHash: z.string(),
  codeVersion: z.string(),
})
export type BatchReason = z.infer<typeof batchReason>

/** What a draft's row keeps: its choices, and the newest report for them. */
export const storedPlan = z.strictObject({
  settings: storedSettings,
  /** `key` names the settings and the data that it was computed from. */
  computed: z.strictObject({ key: z.string(), report: planReport }).nullable(),
})
export type StoredPlan = z.infer<typeof storedPlan>

export const batchStates = ['draft', 'open', 'closed'] as const
export const batchSummary = z.strictObject({
  id: count,
  name: z.string(),
  state: z.enum(batchStates),
  createdAt: z.iso.datetime(),
  launchedAt: z.iso.datetime().nullable(),
  tasks: count,
  finishedTasks: count,
  isAdaptive: z.boolean(),
})
export type BatchSummary = z.infer<typeof batchSummary>

/** A launched batch, with why it is as it is and how far it has got. */
export const batchDetail = z.strictObject({
  batch: batchSummary,
  /** Null for batches that no draft was launched as, such as imported votes. */
  reason: batchReason.nullable(),
  hasSimulated: z.boolean(),
  images: count,
  pairs: count,
  /** Answers to tasks that are wanted, and that there are. */
  assignments: count,
  submittedAssignments: count,
  votes: count,
  /** Tasks that were stopped before they were finished. */
  stoppedTasks: count,
  /** Tasks that raters still get, and tasks that nobody has answered or holds. */
  openTasks: count,
  unansweredTasks: count,
  /** When all this was counted, in a project so large that it is kept for a while; else null. */
  countedAt: z.iso.datetime().nullable(),
  /** Where votes are given only where they matter. */
  adaptive: adaptiveProgress.nullable(),
})
export type BatchDetail = z.infer<typeof batchDetail>

/** `closed` stops a batch, `open` reopens it. */
export const batchStateInput = z.strictObject({ state: z.enum(['open', 'closed']) })
export type BatchStateInput = z.infer<typeof batchStateInput>

/** Whether the open tasks of a batch are asked before all others, or after them. */
export const batchPriorityInput = z.strictObject({ priority: z.enum(['first', 'last']) })
export type BatchPriorityInput = z.infer<typeof batchPriorityInput>

export const withdrawnTasks = z.strictObject({ tasks: count })
export type WithdrawnTasks = z.infer<typeof withdrawnTasks>

export const planModel = z.strictObject({
  id: count,
  name: z.string(),
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  predictions: count,
  images: count,
})
export type PlanModel = z.infer<typeof planModel>

/** The state of the Plan page. */
export const planState = z.strictObject({
  settings: planSettings,
  /** Null until a draft has been saved. */
  draft: z.strictObject({ batchId: count, name: z.string(), changedAt: z.iso.datetime() }).nullable(),
  models: z.array(planModel),
  /** The classes there are, when they are few enough to ask about all of them; else the chosen ones. */
  classes: z.array(z.strictObject({ index: count, name: z.string() })),
  ...{ imageCount: count, classCount: count },
  /** Pairs of image and class in the imported list. */
  listedCandidates: count,
  goldenImages: count,
  raters: count,
  /** What people have taken so far; null while too few answers are timed. */
  measuredTime: answerTime.omit({ from: true }).extend({ secondsPerCandidate: z.number() }).nullable(),
  batches: z.array(batchSummary),
  /** The newest report for exactly these settings and this data; null when it must be computed. */
  report: planReport.nullable(),
  /** Why votes cannot be adapted here, where the draft wants it; null when they can. */
  adaptiveObstacle: z.string().nullable(),
  /** Candidates by how many votes they have, those without left out. */
  voted: z.array(z.strictObject({ votes: count, candidates: count })),
  /** The newest replay of these votes as adaptive ones; null without. */
  replay: votesReplay.nullable(),
  /** A job that is computing or launching right now. */
  activeJobId: z.string().nullable(),
})
export type PlanState = z.infer<typeof planState>

export const launchInput = z.strictObject({
  name: z.string().trim().min(1, 'Enter a name for the batch.').max(120, 'At most 120 characters.'),
})

export const launchResult = z.strictObject({
  batchId: count,
  name: z.string(),
  /** Candidates of the project now, and how many of them are new. */
  candidates: count,
  newCandidates: count,
  tasks: count,
  /** Pairs that the new tasks ask about. */
  pairs: count,
  unanimousImages: count,
})
export type LaunchResult = z.infer<typeof launchResult>
