/** What a job of each kind does, as the title of its progress. */
const titles: Record<string, string | undefined> = {
  aggregate: 'Aggregating votes',
  'measure-agreement': 'Measuring agreement',
  'compare-methods': 'Comparing methods',
  'count-classes': 'Computing class statistics',
  'create-demo': 'Preparing the demo project',
  'import-images': 'Importing images',
  'import-classes': 'Importing classes',
  'import-labels': 'Importing original labels',
  'import-predictions': 'Importing predictions',
  'import-folder': 'Importing',
  'import-models': 'Importing models',
  'import-accuracies': 'Importing accuracies',
  'score-models': 'Scoring models',
  'plan-proposals': 'Computing the plan',
  'launch-batch': 'Launching the batch',
  'simulate-raters': 'Simulating raters',
  'measure-experiment': 'Measuring effects',
  'publish-release': 'Publishing a release',
  'make-release-files': 'Writing release files',
  'measure-rater-impact': 'Measuring the labels without each rater',
}

export const jobTitle = (kind: string): string => titles[kind] ?? kind
