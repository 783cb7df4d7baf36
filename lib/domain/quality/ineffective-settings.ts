import type { QualityRule } from './quality-rule'

export interface LabelsOfKinds {
  holds: number
  holdsNot: number
}

/** The most that one rater can be asked about. Nobody sees a label twice. */
export interface AskableLabels {
  /** Rating tasks and their labels, counted up to `maxCounted`. 0 before the first launch. */
  ratingTasks: number
  ratingLabels: number
  /** Golden labels that rating tasks ask about, and those that only gold questions ask about. */
  voted: LabelsOfKinds
  hidden: LabelsOfKinds
  /** The largest number of labels of each kind that gold questions ask about on one image. */
  maxPerImage: LabelsOfKinds
  /** Whether raters also answer pages of images of one class, whose gold questions are counted differently. */
  hasPages: boolean
  /** Panels that are open and limit the tasks of a visit. */
  visits: readonly { panel: string; tasks: number }[]
}

/** Larger than the window of any rule. */
export const maxCounted = 1001

const labelsPerTask = 8

interface Settings {
  goldenShare: number
  qualification: { trainingTasks: number; testTasks: number; attempts: number } | null
  rules: readonly QualityRule[]
}

interface Counts {
  images: { training: number; test: number }
  tasks: { hidden: number; training: number; test: number }
}

export type IneffectiveSetting =
  | { kind: 'gold-questions' }
  /** No task of the test is left, or fewer than one attempt asks for. */
  | { kind: 'test'; wanted: number; found: number }
  /** Enough test tasks for this many attempts only. */
  | { kind: 'attempts'; wanted: number; possible: number }
  | { kind: 'training'; wanted: number; found: number }
  /** Golden images assigned to a step that no rater takes. */
  | { kind: 'idle-images'; use: 'training' | 'test'; images: number }
  /**
   * A rule whose window is never full. `most`: answers or tasks that a rater can give, or that a visit of `panel` has;
   * for golden accuracy by kind.
   */
  | { kind: 'rule'; index: number; rule: QualityRule; most: number | LabelsOfKinds; panel: string | null }

/** Returns the settings that cannot take effect with the present golden set, tasks and panels. */
export function ineffectiveSettings(settings: Settings, counts: Counts, askable: AskableLabels): IneffectiveSetting[] {
  const { goldenShare, rules } = settings
  const found: IneffectiveSetting[] = []
  if (goldenShare > 0 && counts.tasks.hidden === 0) found.push({ kind: 'gold-questions' })
  found.push(...ofQualification(settings, counts))
  for (const [index, rule] of rules.entries()) {
    const limit = ruleLimits(rule, goldenShare, counts.tasks.hidden, askable).find(({ most }) =>
      isBelow(most, rule.last),
    )
    if (limit) found.push({ kind: 'rule', index, rule, ...limit })
  }
  return found
}

function* ofQualification({ qualification }: Settings, { images, tasks }: Counts): Generator<IneffectiveSetting> {
  for (const use of ['training', 'test'] as const) {
    const isTaken = qualification !== null && (use === 'test' || qualification.trainingTasks !== 0)
    if (!isTaken && images[use] > 0) yield { kind: 'idle-images', use, images: images[use] }
  }
  if (!qualification) return
  const { trainingTasks, testTasks, attempts } = qualification
  if (trainingTasks > tasks.training) yield { kind: 'training', wanted: trainingTasks, found: tasks.training }
  if (testTasks > tasks.test) yield { kind: 'test', wanted: testTasks, found: tasks.test }
  else if (testTasks * attempts > tasks.test)
    yield { kind: 'attempts', wanted: attempts, possible: Math.floor(tasks.test / testTasks) }
}

const isBelow = (most: number | LabelsOfKinds, last: number) =>
  (typeof most === 'number' ? most : Math.min(most.holds, most.holdsNot)) < last

type Limit = { most: number | LabelsOfKinds; panel: string | null }

/** Returns what a rule can see at most: of any rater first, then of the visitors of each panel. */
function ruleLimits(rule: QualityRule, goldenShare: number, hiddenTasks: number, askable: AskableLabels): Limit[] {
  const { ratingTasks, ratingLabels, hidden, visits } = askable
  const visitsOf = (most: (tasks: number) => Limit['most']): Limit[] =>
    visits.map(({ panel, tasks }) => ({ most: most(tasks), panel }))
  const hasGold = goldenShare > 0
  if (rule.kind === 'golden-marks') {
    const ofVisit = (tasks: number) => goldenLabels(askable, tasks, hasGold ? Math.floor(goldenShare * tasks) + 1 : 0)
    // Of all tasks, at most this many are gold questions: g <= share · (ratingTasks + g) + 1.
    const isLimited = ratingTasks > 0 && ratingTasks < maxCounted
    const questions = isLimited
      ? Math.floor((goldenShare * ratingTasks + 1) / (1 - goldenShare))
      : Number.POSITIVE_INFINITY
    const ofProject = goldenLabels(askable, Number.POSITIVE_INFINITY, hasGold ? questions : 0)
    return [{ most: ofProject, panel: null }, ...visitsOf(ofVisit)]
  }
  // Before the first launch nobody knows how many tasks there will be.
  const [tasks, labels] =
    ratingTasks === 0 ? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] : [ratingTasks, ratingLabels]
  if (rule.kind === 'too-fast')
    return [{ most: tasks + (hasGold ? hiddenTasks : 0), panel: null }, ...visitsOf((tasks) => tasks)]
  const all = labels + (hasGold ? hidden.holds + hidden.holdsNot : 0)
  return [{ most: all, panel: null }, ...visitsOf((tasks) => tasks * labelsPerTask)]
}

/** Returns the golden labels of each kind in this many tasks, of which so many are gold questions. */
function goldenLabels({ voted, hidden, maxPerImage, hasPages }: AskableLabels, tasks: number, questions: number) {
  const isAny = questions > 0
  const ofKind = (kind: keyof LabelsOfKinds) => {
    const asked = hasPages && isAny ? hidden[kind] : Math.min(hidden[kind], isAny ? questions * maxPerImage[kind] : 0)
    return asked + Math.min(voted[kind], tasks * labelsPerTask)
  }
  return { holds: ofKind('holds'), holdsNot: ofKind('holdsNot') }
}
