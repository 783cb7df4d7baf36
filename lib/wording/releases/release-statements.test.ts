import { expect, test } from 'vitest'
import { releaseLimits } from './release-limits'
import { releaseStatements } from './release-statements'
import { soundFacts, withCounts } from './testing/sound-facts'

test('statements say how the labels were made, from the facts of the release', () => {
  const facts = {
    ...withCounts({ ratedCandidates: 2_000, ratedImages: 900, leftOutRaters: 1 }),
    candidateSources: ['models' as const],
    models: [
      {
        name: 'net_a',
        isScoredOnly: false,
        proposed: 1_500,
        isAnnotator: true,
        computedBy: [{ sha256: 'ab', images: 9 }],
      },
      { name: 'net_b', isScoredOnly: true, proposed: 0, isAnnotator: false },
    ],
  }
  expect(releaseStatements(facts)).toEqual({
    dataCollection:
      '2,000 candidates (classes proposed for an image) come from predictions of models. Models predict some of them: net_a (1,500).',
    dataCollectionType: ['Manual Human Curator'],
    dataCollectionTimeframe: '2026-11-20/2026-11-24',
    dataCollectionMissingData: '100 of 1,000 images have no votes.',
    dataAnnotationProtocol:
      'Raters answered no, maybe or yes to each candidate they saw. Texts shown to raters: guidelines (version 3).',
    dataAnnotationPlatform: ['Reassess'],
    dataAnnotationAnalysis: [
      expect.stringContaining('The method Reassess (reassess) turns the votes of a candidate into a score.'),
      expect.stringContaining('Every vote that counts is in the release'),
      'Krippendorff’s alpha (ordinal) of the votes is 0.810.',
    ],
    annotationsPerItem:
      '10,000 votes: 5.0 on average for each of 2,000 candidates with votes, 11.1 for each of 900 images with votes',
    machineAnnotationTools: [
      'net_a: predicts 1,500 candidates and is evidence for the scores; model file with SHA-256 ab',
      'Reassess 0.1.0+abc: computed the scores from the votes',
    ],
    dataLimitations: releaseLimits(facts),
    personalSensitiveInformation: [expect.stringContaining('identified by number only')],
    dataReleaseMaintenancePlan: expect.stringContaining('A release never changes.'),
  })
})

test('nothing is stated that the facts do not record', () => {
  const older = { ...soundFacts, votingDays: null, agreement: null, documents: [] }
  const stated = releaseStatements(older)
  for (const name of [
    'annotatorDemographics',
    'annotationsPerItem',
    'dataCollectionTimeframe',
    'dataCollectionMissingData',
  ])
    expect(stated).not.toHaveProperty(name)
  expect(stated.dataAnnotationAnalysis).toHaveLength(2)
})

test('votes from files and of simulated raters are not called the work of people on this platform', () => {
  const raters = { human: 0, panel: 0, imported: 2, simulated: 1 }
  expect(releaseStatements(withCounts({ raters }))).toMatchObject({
    dataCollectionType: ['Secondary Data analysis', 'Software Collection'],
    dataAnnotationPlatform: ['Unknown for the votes of 2 raters, which were imported'],
  })
  const simulated = releaseStatements(withCounts({ raters: { ...raters, imported: 0 } }))
  expect(simulated).not.toHaveProperty('dataAnnotationPlatform')
})
