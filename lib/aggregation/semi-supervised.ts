import { type AggregationInput, type AggregationMethod, checkInput, methodDefaults } from './aggregation-method'
import { scoreOfTruth } from './candidate-score'
import { type DawidSkeneParameters, dawidSkene, dawidSkeneDefaults, dawidSkeneOfFile } from './dawid-skene'
import { goldenEvidence, type MinimumYes } from './golden-truth'

/** A golden candidate is true if `minimumYes` experts say yes. */
export type SemiSupervisedParameters = DawidSkeneParameters & { minimumYes: MinimumYes }

export const semiSupervisedMethod: AggregationMethod<SemiSupervisedParameters> = {
  ...methodDefaults,
  name: 'semi-supervised',
  title: 'Dawid-Skene with golden answers',
  describe:
    'Dawid-Skene with candidates fixed where experts decided them; raters’ golden answers count as votes. Use it when experts have answered at least a few images.',
  source: 'Dawid & Skene (1979), Appl. Statist. 28(1):20-28, with known classes held fixed.',
  defaults: { ...dawidSkeneDefaults, minimumYes: 'majority' },
  usesGolden: () => true,
  cannotRun: ({ goldenAnswers }: AggregationInput) =>
    goldenAnswers.isExpert.includes(1)
      ? null
      : 'This method needs golden answers from experts. Have experts answer some images first, or choose Dawid-Skene.',
  run(input, { minimumYes, ...parameters }, context) {
    checkInput(input)
    const { fixedClass, counts } = goldenEvidence(input, minimumYes)
    const given = { ...parameters, classCount: 2, fixedClass, goldenCounts: counts }
    return { ...scoreOfTruth(dawidSkene(input.votes, given, context)), fixedClass }
  },
  ofFile: { needsGolden: true, hasMatrices: true, run: dawidSkeneOfFile },
}
