import { type AggregationMethod, type FileAggregation, ordinary } from '../aggregation-method'
import { scoreOfTruth } from '../candidate-score'
import { type DawidSkeneParameters, dawidSkene, dawidSkeneDefaults } from '../dawid-skene'

/** Labels of a file as classes, those that are known held fixed. */
export const dawidSkeneOfFile: FileAggregation['run'] = (votes, { fixedClass }, context) =>
  dawidSkene(votes, { ...dawidSkeneDefaults, classCount: votes.answerCount, fixedClass }, context)

export const dawidSkeneMethod: AggregationMethod<DawidSkeneParameters> = {
  ...ordinary,
  name: 'dawid-skene',
  title: 'Dawid-Skene',
  describe:
    'Estimates each rater’s error rates and the labels together from the votes alone. Needs no golden answers; raters with few votes are pooled toward the average.',
  source: 'Dawid & Skene (1979), Appl. Statist. 28(1):20-28.',
  defaults: dawidSkeneDefaults,
  run: ({ votes }, parameters, context) => scoreOfTruth(dawidSkene(votes, { ...parameters, classCount: 2 }, context)),
  ofFile: { hasMatrices: true, run: dawidSkeneOfFile },
}
