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
    'Learns from the votes alone how each rater errs and which labels hold, turn by turn until neither changes. Needs no golden answers; a rater with few votes leans on the others.',
  source: 'Dawid & Skene (1979), Appl. Statist. 28(1):20-28.',
  defaults: dawidSkeneDefaults,
  run: ({ votes }, parameters, context) => scoreOfTruth(dawidSkene(votes, { ...parameters, classCount: 2 }, context)),
  ofFile: { hasMatrices: true, run: dawidSkeneOfFile },
}
