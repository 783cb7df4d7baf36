import type { FirstSteps } from '@/lib/contracts/projects/project'
import type { PageId } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from './number'

/** Data that shows how far a project is on its way to the first release. */
export interface FirstStepCounts extends FirstSteps {
  votes: { given: number; planned: number }
}

export interface FirstStep {
  title: string
  what: string
  /** Describes the existing data. Null if there is none. */
  state: string | null
  isDone: boolean
  isOptional?: boolean
  /** Target of the button: a page of the project, or the rating screen. */
  to: PageId | 'rate'
  act: string
}

const some = (count: number, one: string, many: string) => (count > 0 ? counted(count, one, many) : null)

const invitedText = (links: number, joined: number) =>
  [some(links, 'link', 'links'), some(joined, 'person joined', 'people joined')].filter(Boolean).join(', ') || null

/** Returns the steps from an empty project to its first release, in order. Predictions of models are not among them. */
export function firstStepsOf(counts: FirstStepCounts): FirstStep[] {
  const { images, classes, goldenImages, tasks, links, joined, votes, runs } = counts
  const invited = invitedText(links, joined)
  return [
    {
      title: 'Import images',
      what: 'Drop a folder: one folder per class is enough. Labels, classes and model predictions in files are recognized.',
      state: some(images, 'image', 'images'),
      isDone: images > 0,
      to: 'data',
      act: images > 0 ? 'Open data' : 'Import images',
    },
    {
      title: 'Add classes',
      what: 'Folder names become classes automatically. Otherwise choose a file of classes, or ImageNet-1k.',
      state: some(classes, 'class', 'classes'),
      isDone: classes > 0,
      to: classes > 0 ? 'classes' : 'data',
      act: classes > 0 ? 'Open classes' : 'Add classes',
    },
    {
      title: 'Have experts answer a golden set',
      what: 'A few hundred random images show how many labels a plan finds and how good raters are. Without golden answers, you must confirm a run before you can publish it.',
      state: some(goldenImages, 'image answered', 'images answered'),
      isDone: goldenImages > 0,
      isOptional: true,
      to: 'golden',
      act: goldenImages > 0 ? 'Open the golden set' : 'Draw a golden set',
    },
    {
      title: 'Plan and launch tasks',
      what: 'Choose what raters are asked about: the original label, classes of a list, or what models propose (run them or import their predictions on the Data page). Check the cost, then launch.',
      state: some(tasks, 'task', 'tasks'),
      isDone: tasks > 0,
      to: tasks > 0 ? 'batches' : 'plan',
      act: tasks > 0 ? 'Open batches' : 'Open the plan',
    },
    {
      title: 'Invite raters',
      what: 'Share a link: anyone who opens it can create an account and rate.',
      state: invited,
      // A project with votes has found raters or imported the votes.
      isDone: invited !== null || votes.given > 0,
      to: 'members',
      act: invited ? 'Open members and links' : 'Invite raters',
    },
    {
      title: 'Collect votes',
      what: 'Raters answer no, maybe or yes. Try a task yourself to see what they see.',
      state:
        votes.planned > 0
          ? `${wholeNumber(votes.given)} of ${counted(votes.planned, 'vote')}`
          : some(votes.given, 'vote', 'votes'),
      isDone: votes.given > 0 && votes.given >= votes.planned,
      to: votes.given > 0 || tasks === 0 ? 'raters' : 'rate',
      act: votes.given > 0 || tasks === 0 ? 'Open raters' : 'Try a task',
    },
    {
      title: 'Aggregate the votes',
      what: 'A run turns votes into scores and labels. You can aggregate at any time, and again when more votes are in.',
      state: some(runs, 'run', 'runs'),
      isDone: runs > 0,
      to: 'runs',
      act: runs > 0 ? 'Open runs' : 'Aggregate votes',
    },
    {
      title: 'Publish a release',
      what: 'Publish the labels of a run with everything that led to them, and download them in any format.',
      state: null,
      isDone: false,
      to: 'releases',
      act: 'Open releases',
    },
  ]
}

/** Returns the first step that is neither done nor optional, but aggregation as soon as there are votes. */
export function nextStep(steps: readonly FirstStep[], hasVotes: boolean): FirstStep | undefined {
  const open = steps.filter(({ isDone, isOptional }) => !isDone && !isOptional)
  return (hasVotes && open.find(({ to }) => to === 'runs')) || open[0]
}
