/** What a job of each kind does, as the title of its progress. */
const titles: Record<string, string | undefined> = {
  aggregate: 'Aggregating votes',
  'measure-agreement': 'Measuring agreement',
  'compare-methods': 'Comparing methods',
  'count-classes': 'Counting classes',
  'create-demo': 'Preparing the demo project',
  'import-images': 'Importing images',
  'import-classes': 'Importing classes',
  'import-labels': 'Importing original labels',
  'import-predictions': 'Importing predictions',
  'import-folder': 'Importing',
  'import-models': 'Importing models',
  'import-accuracies': 'Importing accuracies',
  'score-models': 'Scoring models',
  'plan-proposals': 'Working out the plan',
  'launch-batch': 'Launching the batch',
  'simulate-raters': 'Letting simulated raters answer',
  'measure-experiment': 'Measuring the effect',
  'publish-release': 'Publishing a release',
  'make-release-files': 'Writing the files of a release',
  'measure-rater-impact': 'Leaving raters out, one at a time',
}

export const jobTitle = (kind: string): string => titles[kind] ?? kind
