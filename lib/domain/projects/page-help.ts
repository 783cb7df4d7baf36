import type { PageId } from './project-pages'

/** Definitions of terms used on pages, consistent with the glossary in CONTRIBUTING. */
export const terms = {
  adjudication: 'An expert’s decision on a candidate about which raters or experts differ.',
  agreement:
    'How often raters give the same answers. Alpha is 1 when they always do, and 0 when they do so only by chance.',
  batch: 'The tasks of one launch.',
  candidate: 'A class proposed for an image that raters are asked about.',
  'class pair': 'Two classes that are often confused, and an admin’s decision about them.',
  condition: 'One variant of an experiment, drawn for each assignment.',
  'golden answer': 'An expert’s answer that establishes truth. It is never a vote.',
  'golden set': 'Images that experts answer: drawn at random, or added by an admin.',
  'gold question': 'A task with known truth, hidden among the others.',
  label: 'A class that applies to an image, according to a run or an expert.',
  model: 'A classifier whose predictions propose candidates or are scored.',
  'original label': 'The class of an image before it was reassessed.',
  panel: 'A crowd platform that sends raters without an account, such as Prolific.',
  plan: 'What raters are asked about, and the tasks, votes and cost that follow.',
  'qualification test': 'Tasks with known truth that a rater must pass before rating.',
  rater: 'A person who answers, identified by a number.',
  release: 'Published labels with everything that led to them. It never changes.',
  review: 'Experts judge the images on which a model counts as wrong.',
  run: 'One aggregation of all votes by a method: scores, labels and rater parameters.',
  score: 'How strongly a run supports that a candidate applies, from 0 to 1.',
  task: 'One image with at most eight candidates to answer.',
  threshold: 'The score at or above which a label is kept.',
  training: 'Tasks with explained answers before the first rating task.',
  vote: 'A rater’s answer in a rating task: no, maybe or yes.',
} as const

export type Term = keyof typeof terms

export interface PageHelp {
  purpose: string
  terms: readonly Term[]
  /** Heading of the guide to continue with. */
  guide: string
  /** Keys of this page, in addition to `commonKeys`. */
  keys?: ReadonlyArray<{ keys: readonly string[]; does: string }>
}

export const commonKeys = [
  { keys: ['Ctrl', 'K'], does: 'Search (on a Mac: Cmd and K)' },
  { keys: ['?'], does: 'Show this help, or the shortcuts of the page' },
  { keys: ['Esc'], does: 'Close what is open' },
] as const

const workspaceKeys = [
  { keys: ['n', 'm', 'y'], does: 'Answer no, maybe or yes' },
  { keys: ['?'], does: 'All keys of the screen' },
] as const

/** Help for each page, shown by “Help” and the key `?`. */
export const pageHelp: Record<PageId, PageHelp> = {
  overview: {
    purpose:
      'Shows how far along the project is and what comes next: progress, votes, agreement, cost, and what the latest run found. First steps lead from images to the first release.',
    terms: ['task', 'vote', 'agreement', 'run', 'release'],
    guide: 'Results',
  },
  data: {
    purpose:
      'Bring in images, classes, original labels, predictions of models, and votes or labels from elsewhere, or run a model on the images. Drop a folder or choose files; you see what was recognized before anything is imported.',
    terms: ['original label', 'model', 'vote'],
    guide: 'Your own images',
  },
  golden: {
    purpose:
      'Draw images at random for experts to answer. Their answers show how many labels a plan would find, how good raters are, and how good a run is. They also decide the labels of candidates without votes.',
    terms: ['golden set', 'golden answer', 'candidate'],
    guide: 'Your own images',
    keys: workspaceKeys,
  },
  disagreements: {
    purpose:
      'Lists candidates to which experts gave different golden answers, so that they can discuss and resolve them.',
    terms: ['golden answer', 'candidate', 'adjudication'],
    guide: 'Your own images',
  },
  plan: {
    purpose:
      'Choose what raters are asked about, see what the choice finds and costs, and launch the tasks. A later launch asks only what was not asked before.',
    terms: ['plan', 'candidate', 'model', 'original label', 'task', 'batch'],
    guide: 'Your own images',
  },
  batches: {
    purpose: 'Lists what has been launched and how far along each batch is. You can stop, reopen or reorder batches.',
    terms: ['batch', 'task'],
    guide: 'Your own images',
  },
  raters: {
    purpose:
      'Shows votes, agreement, accuracy and pace of each rater. Open a rater for details; choose several to pause them or to exclude their votes.',
    terms: ['rater', 'vote', 'agreement', 'golden answer'],
    guide: 'Your raters',
  },
  members: {
    purpose: 'Invite people by a link, change roles, and remove members. Their answers stay under their rater number.',
    terms: ['rater'],
    guide: 'Your raters',
  },
  recruitment: {
    purpose:
      'Connect a crowd platform whose participants rate without an account here, and set the codes they are sent back with.',
    terms: ['panel', 'rater'],
    guide: 'Your raters',
  },
  pace: {
    purpose: 'Shows how fast raters answer, by rater and over time. Answers given too fast to be careful stand out.',
    terms: ['rater', 'candidate'],
    guide: 'Your raters',
  },
  quality: {
    purpose: 'Shows alerts from the rules that monitor raters, and the accuracy of raters on tasks with known truth.',
    terms: ['gold question', 'golden answer', 'rater'],
    guide: 'Your raters',
  },
  flags: {
    purpose: 'Lists images that raters flagged, such as broken or offensive ones, until someone resolves each flag.',
    terms: ['rater'],
    guide: 'Your raters',
  },
  rules: {
    purpose:
      'Sets what raters go through before they rate, how often gold questions are hidden among their tasks, and the rules that raise alerts or pause a rater.',
    terms: ['training', 'qualification test', 'gold question'],
    guide: 'Your raters',
  },
  goldenUses: {
    purpose: 'Chooses which golden images are used as gold questions, in training, and in the qualification test.',
    terms: ['golden set', 'gold question', 'training', 'qualification test'],
    guide: 'Your raters',
  },
  training: {
    purpose: 'Write the explanations that raters read after they have answered a training task.',
    terms: ['training'],
    guide: 'Your raters',
  },
  images: {
    purpose:
      'Browse images with their labels, scores and votes. Filters combine and are part of the address. Choose images to set a label by hand or to exclude them.',
    terms: ['label', 'score', 'vote', 'original label', 'candidate'],
    guide: 'Results',
    keys: [
      { keys: ['←', '→'], does: 'Previous or next image' },
      { keys: ['x'], does: 'Select the image; with Shift, all from the last selected' },
      { keys: ['?'], does: 'All keys of this page' },
    ],
  },
  classes: {
    purpose:
      'Shows for each class how often it was an original label, a candidate and a label, and what it is confused with.',
    terms: ['original label', 'candidate', 'label'],
    guide: 'Results',
  },
  classPairs: {
    purpose:
      'Lists classes that are confused with each other. Decide whether two are the same, one contains the other, or they are different.',
    terms: ['class pair'],
    guide: 'Results',
  },
  suggestions: {
    purpose:
      'Lists what raters said is in an image besides what they were asked: classes of the project, or words of their own. Ask other raters about a class, say which class a text is, or dismiss it.',
    terms: ['candidate', 'task', 'vote'],
    guide: 'Your raters',
  },
  languages: {
    purpose:
      'Shows which language names and texts are in, and which other languages raters can read them in. Import a file with names, glosses and notes in another language; translate guidelines and consent in their editors.',
    terms: ['rater'],
    guide: 'Your raters',
  },
  classNotes: {
    purpose: 'Write notes on single classes. Raters see them wherever the class is asked about.',
    terms: ['candidate'],
    guide: 'Your raters',
  },
  runs: {
    purpose:
      'Aggregate votes into scores and labels. The default method models every rater; each run is kept, so that runs can be compared.',
    terms: ['run', 'score', 'threshold', 'label', 'vote'],
    guide: 'Results',
  },
  methods: {
    purpose: 'Compares aggregation methods on golden answers that none of them has seen.',
    terms: ['run', 'golden answer', 'score'],
    guide: 'Do better than ReaL',
  },
  agreement: {
    purpose: 'Measures how far raters agree: overall, by class and over time, with intervals.',
    terms: ['agreement', 'rater', 'vote'],
    guide: 'Results',
  },
  adjudication: {
    purpose:
      'Experts decide on the candidates where one more decision changes most. The next run uses their decisions.',
    terms: ['adjudication', 'candidate', 'score', 'threshold'],
    guide: 'Results',
    keys: workspaceKeys,
  },
  adjudicationHistory: {
    purpose: 'Lists the decisions of experts, with their reasons and what they changed.',
    terms: ['adjudication'],
    guide: 'Results',
  },
  reviews: {
    purpose: 'Find out whether a model or the label is wrong: experts judge images on which the model counts as wrong.',
    terms: ['review', 'model', 'label'],
    guide: 'Models',
  },
  releases: {
    purpose: 'Publish the labels of a run with everything that led to them, download the files, and compare releases.',
    terms: ['release', 'run', 'label'],
    guide: 'Releases',
  },
  models: {
    purpose:
      'Scores models against original and reassessed labels, with intervals, and shows how their ranking changes.',
    terms: ['model', 'original label', 'label', 'threshold'],
    guide: 'Models',
  },
  settings: {
    purpose:
      'Name, description, number of raters for each task, and how raters may choose to answer. Here you also pause, archive, duplicate or delete the project, or put it into one file.',
    terms: ['task', 'rater'],
    guide: 'Your own images',
  },
  guidelines: {
    purpose:
      'Write what raters read before their first task. Each version is kept, and raters are shown what has changed.',
    terms: ['rater', 'task'],
    guide: 'Your raters',
  },
  consent: {
    purpose:
      'Write what raters agree to before their first task. Nobody rates before they have agreed to the current version.',
    terms: ['rater'],
    guide: 'Your raters',
  },
  experiments: {
    purpose: 'Compare ways of rating, such as the order of candidates, by drawing one at random for each assignment.',
    terms: ['condition', 'agreement'],
    guide: 'Your raters',
  },
  audit: {
    purpose: 'Shows who did what in this project and when. You can filter the list and download it.',
    terms: [],
    guide: 'Results',
  },
}
