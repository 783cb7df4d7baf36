import { expect, test } from 'vitest'
import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { releaseCard, releaseCardText } from './release-card'
import { releaseCitation } from './release-citation'
import { releaseLimits } from './release-limits'
import { soundGolden as golden, soundFacts as sound, withCounts } from './testing/sound-facts'

test('describes content, method, raters, counts and quality, with intervals', () => {
  expect(releaseCard(sound).map(({ title }) => title)).toEqual([
    'Contents',
    'Method',
    'Raters and votes',
    'Evaluation',
    'Known limitations',
  ])
  const text = releaseCardText(sound)
  for (const said of [
    '# Birds & bees, release 2.1',
    '**Labels:** 1,200',
    '**Images with changed labels:** 250 (25.0%)',
    '**License:** CC BY 4.0',
    '**Votes:** 10,000 (40.0% no, 10.0% maybe, 50.0% yes)',
    '0.810 (95% interval 0.790 to 0.830 for other images with the same raters)',
    '0.912 (95% interval 0.890 to 0.930)',
    'precision 0.900, recall 0.850',
    'guidelines version 3',
    '**Software:** Reassess, version `0.1.0+abc`; published with `0.1.0+def`',
  ])
    expect(text).toContain(said)
})

test('keeps what people wrote within its item or heading, also if it has line breaks', () => {
  const confirmation = { at: '2026-11-27T09:30:00.000Z', reason: 'Few golden\n\n- answers.\r\nChecked.' }
  const run = { ...sound.run, checks: { failed: ['Too few.'], confirmation } }
  const text = releaseCardText({
    ...sound,
    run,
    projectName: 'Birds\nbees',
    license: 'CC\nBY',
    description: 'One.\n\nTwo.',
  })
  expect(text).toContain('for this reason: “Few golden - answers. Checked.”.\n')
  for (const said of ['# Birds bees, release', '**License:** CC BY\n', '\n\nOne.\n\nTwo.\n'])
    expect(text).toContain(said)
})

test('explains its terms to readers who know neither the project nor the software', () => {
  expect(releaseCardText(sound)).toContain('Golden candidates, which experts answered, were scored by 5-fold')
  const withoutGolden = releaseCardText({ ...sound, golden: { ...golden, usesGolden: false } })
  expect(withoutGolden).toContain('Golden candidates are those that experts answered. Their answers were not used')
})

test('states intervals of precision and recall and how they were computed, which older releases do not record', () => {
  const intervals = { precision: [0.87, 0.93], recall: [0.8, 0.9] } satisfies Record<string, [number, number]>
  const text = releaseCardText({
    ...sound,
    golden: { ...golden, atThreshold: { precision: 0.9, recall: 0.85, intervals } },
  })
  expect(text).toContain('precision 0.900 (95% interval 0.870 to 0.930), recall 0.850 (95% interval 0.800 to 0.900)\n')
  expect(text).toContain('from a bootstrap over images (percentiles of 1,000 resamples)')
  expect(releaseCardText(sound)).toContain('precision 0.900, recall 0.850\n')
  expect(releaseCardText(sound)).not.toContain('percentiles of')
})

test('describes how votes were asked for, which older releases do not record', () => {
  const asked = (counts: { classFirst: number; tapNo?: number; sweep: number; auto: number; unknown?: number }) =>
    releaseCardText(withCounts({ asked: counts }))
  expect(asked({ classFirst: 1_000, sweep: 2_500, auto: 0 })).toContain(
    '**How they were asked:** 6,500 image first, each label answered; 2,500 image first in a sweep, which takes the rest as no; 1,000 class first, on pages of images',
  )
  expect(asked({ classFirst: 1_000, tapNo: 400, sweep: 0, auto: 0 })).toContain(
    '9,000 image first, each label answered; 600 class first, on pages of images; 400 class first, on pages on which raters tapped the images that do not fit and the rest are yes',
  )
  expect(asked({ classFirst: 0, sweep: 0, auto: 0 })).toContain('10,000 image first, each label answered')
  expect(asked({ classFirst: 0, sweep: 0, auto: 0, unknown: 10_000 })).toContain(
    '**How they were asked:** 10,000 unknown, because they were imported\n',
  )
  expect(releaseCardText(sound)).not.toContain('How they were asked')
})

test('names the seed of a method that starts at random, and of the bootstrap samples', () => {
  const seeded = (run: Partial<ReleaseFacts['run']>) => releaseCardText({ ...sound, run: { ...sound.run, ...run } })
  expect(seeded({})).toContain('**Seed:** none: the method is deterministic')
  expect(seeded({ parameters: { restarts: 10, seed: 3 } })).toContain('**Seed:** 3')
  expect(seeded({ seed: 5 })).toContain('**Seed:** 5')
})

test('names the source of the method, which older releases do not record', () => {
  const source = 'Dawid & Skene (1979), Appl. Statist. 28(1):20-28.'
  const facts = { ...sound, run: { ...sound.run, source } }
  expect(releaseCardText(facts)).toContain(
    `**Aggregation method:** Reassess (\`reassess\`)\n- **Source of the method:** ${source}\n`,
  )
  expect(releaseCardText(sound)).not.toContain('Source of the method')
})

test('says where candidates come from, which older releases do not record', () => {
  const text = (facts: Partial<ReleaseFacts>, originalCandidates = 0) =>
    releaseCardText({ ...withCounts({ originalCandidates }), ...facts })
  const models = [{ name: 'net', isScoredOnly: false, proposed: 9, isAnnotator: false }]
  const from = '2,000 candidates (classes proposed for an image) come from '
  expect(text({ candidateSources: ['models'], models }, 800)).toContain(
    `${from}the original labels and predictions of models. Models predict some of them: net (9).\n`,
  )
  expect(text({ candidateSources: ['import', 'golden'] }, 800)).toContain(`${from}imported votes and golden answers.\n`)
  expect(text({ candidateSources: ['classes'], models })).toContain(
    `${from}classes that were asked about on every image. Models predict some of them: net (9).\n`,
  )
  expect(text({ candidateSources: ['list'] })).toContain(`${from}a list of classes for each image.\n`)
  expect(releaseCardText(sound)).toContain('2,000 candidates (classes proposed for an image).\n')
})

test('names the predictions that were computed here, which older releases do not record', () => {
  const model = { name: 'net', isScoredOnly: false, proposed: 9, isAnnotator: false }
  const card = (models: ReleaseFacts['models']) => releaseCardText({ ...sound, models })
  expect(card([model, { ...model, computedBy: [] }])).not.toContain('Reassess computed')
  const runs = ['ab', 'cd'].map((sha256, at) => ({ sha256, images: at + 1 }))
  expect(card([model, { ...model, name: 'own_net', computedBy: runs }])).toContain(
    'Reassess computed the predictions of own\\_net for 1 image (model file with SHA-256 `ab`) and own\\_net for 2 images (model file with SHA-256 `cd`) from its stored copies of the images (WebP), not from the original files.',
  )
})

test('states the threshold exactly if rounded it would keep other labels, and rounds parameters', () => {
  const run = (threshold: number, parameters = {}) => ({ ...sound, run: { ...sound.run, threshold, parameters } })
  expect(releaseCardText(run(0.8730927345))).toContain('**Threshold:** 0.873 (exactly 0.8730927345)\n')
  expect(releaseCardText(run(0.8))).toContain('**Threshold:** 0.8\n')
  expect(releaseCardText(run(1 + Number.EPSILON))).toContain('**Threshold:** above 1\n')
  const rule = { kind: 'minimum-precision', value: 0.9, confidence: 0.95 }
  expect(releaseCardText(run(0.7, { threshold: rule, tolerance: 1e-7 }))).toContain(
    '**Rule for the threshold:** minimum precision 0.9 with 95% confidence\n- **Parameters:** tolerance `1e-7`\n',
  )
  expect(releaseCardText(run(0.7))).not.toContain('Rule for the threshold')
  const text = releaseCardText(run(0.5, { prior: 0.2185022026431718, tolerance: 1e-7, seed: 123456789 }))
  expect(text).toContain('prior `0.218502`, tolerance `1e-7`, seed `123456789`')
})

test('names no limit for a release without problems', () => {
  expect(releaseLimits(sound)).toEqual([])
})

test.each<[string, ReleaseFacts, RegExp]>([
  ['simulated votes', withCounts({ simulatedVotes: 10 }), /^10 of 10,000 votes are simulated/],
  ['one simulated vote', withCounts({ simulatedVotes: 1 }), /^1 of 10,000 votes is simulated/],
  ['nothing but simulated votes', withCounts({ simulatedVotes: 10_000 }), /^All 10,000 votes are simulated/],
  ['simulated experts', withCounts({ simulatedExperts: 2 }), /Golden answers of 2 experts are simulated/],
  ['no golden answers', { ...sound, golden: null }, /^There are no golden answers/],
  ['few golden images', { ...sound, golden: { ...golden, images: 12 } }, /only 12 golden images/],
  [
    'a simpler method that ranks better',
    { ...sound, golden: { ...golden, better: [{ title: 'Mean vote', averagePrecision: 0.95 }] } },
    /The method “Mean vote” ranks golden candidates better .* \(average precision 0\.950 against 0\.912\)/,
  ],
  [
    'little agreement',
    { ...sound, agreement: { value: 0.2, low: null, high: null } },
    /Agreement between raters is low \(alpha 0\.200\)/,
  ],
  ['few votes', withCounts({ candidates: 5_000 }), /2\.0 votes on average/],
  ['few votes on what was rated', withCounts({ ratedCandidates: 4_000 }), /2\.5 votes on average/],
  ['unrated images', withCounts({ ratedImages: 999 }), /^1 image had no votes/],
  [
    'unrated images without an original label',
    withCounts({
      goldenLabels: {
        ...{ voted: 0, votedAgainst: 0, unvoted: 0, unvotedAgainst: 0 },
        ...{ unreviewedImages: 3, unreviewedWithoutOriginal: 3 },
      },
    }),
    /^3 images had neither votes nor an original label, so they have no label\.$/,
  ],
  [
    'original labels that nobody was asked about',
    withCounts({ unaskedOriginals: 12 }),
    /^On 12 images with votes, raters were not asked about the original label, so it was dropped without review\.$/,
  ],
  ['classes that were not asked about', withCounts({ classes: 10 }), /^Raters were asked about candidates only\./],
  ['images without a label', withCounts({ imagesWithoutLabel: 3 }), /^3 images ended without a label\. Exclude them/],
  ['an image without a label', withCounts({ imagesWithoutLabel: 1 }), /^1 image ended without a label\. Exclude it/],
  ['excluded raters', withCounts({ leftOutRaters: 2 }), /^2 raters were excluded/],
  ['imported votes', withCounts({ raters: { ...sound.counts.raters, imported: 5 } }), /5 raters were imported/],
  [
    'excluded images',
    withCounts({ excludedImages: 2 }),
    /^2 images were excluded by an admin\. They have no label and no votes here; the file decisions\.csv says why\.$/,
  ],
  ['an excluded image', withCounts({ excludedImages: 1 }), /^1 image was excluded by an admin\. It has no label/],
  [
    'what is in no list',
    withCounts({ imagesOutsideList: 3 }),
    /^In 3 images raters saw something .* outside_list of labels\.csv/,
  ],
  [
    'labels set by hand',
    withCounts({ labelsByHand: 1 }),
    /^1 label was set by hand by an admin.*decisions\.csv says why\.$/,
  ],
  [
    'adjudicated pairs',
    withCounts({ adjudicatedPairs: 4 }),
    /^4 candidates were decided by experts, in adjudication or a review of model mistakes\. They are not a random sample/,
  ],
  [
    'an adjudicated pair',
    withCounts({ adjudicatedPairs: 1 }),
    /^1 candidate was decided by .* It was not drawn at random/,
  ],
  ['decisions about classes', { ...sound, classPairs: { same: 1, contains: 1, apart: 0 } }, /about 2 class pairs/],
  ['a method that did not converge', { ...sound, run: { ...sound.run, hasConverged: false } }, /before converging/],
  ['no license', { ...sound, license: '' }, /^No data license/],
  [
    'models that proposed',
    { ...sound, models: [{ name: 'net', isScoredOnly: false, proposed: 9, isAnnotator: false }] },
    /may be overestimated: net\./,
  ],
])('names %s as a limit', (_, facts, sentence) => {
  expect(releaseLimits(facts).filter((limit) => sentence.test(limit))).toHaveLength(1)
  expect(releaseCardText(facts)).toContain('## Known limitations\n\n- ')
})

test('says how many golden candidates are decided as the experts answered, which older releases do not record', () => {
  const goldenLabels = { voted: 1_100, votedAgainst: 12, unvoted: 35, unvotedAgainst: 0, unreviewedImages: 4 }
  const facts = withCounts({ goldenLabels, ratedImages: 900 })
  const text = releaseCardText(facts)
  expect(text).toContain(
    '**Golden candidates with votes:** 1,088 of 1,100 decided as the experts answered; the method or an adjudication decided the others',
  )
  expect(text).toContain('**Golden candidates without votes:** 35 of 35 decided as the experts answered\n')
  expect(releaseLimits(facts)).toEqual(['4 images had no votes and kept the original label without review.'])
  const oneEach = { ...goldenLabels, votedAgainst: 1, unvotedAgainst: 1 }
  const overruled = releaseCardText(withCounts({ goldenLabels: oneEach }))
  expect(overruled).toContain(
    '1,099 of 1,100 decided as the experts answered; the method or an adjudication decided the other\n',
  )
  expect(overruled).toContain('34 of 35 decided as the experts answered; an adjudication decided the other\n')
  const byHand = releaseCardText(withCounts({ goldenLabels: oneEach, labelsByHand: 1 }))
  expect(byHand).toContain('; the method, an adjudication or a label set by hand decided the other\n')
  expect(byHand).toContain('; an adjudication or a label set by hand decided the other\n')
  expect(releaseCardText(sound)).not.toContain('decided as the experts answered')
})

test('says how often experts contradict original labels that nobody reviewed, which older releases do not record', () => {
  const goldenLabels = {
    ...{ voted: 0, votedAgainst: 0, unvoted: 60, unvotedAgainst: 0, unreviewedImages: 400 },
    audit: { images: 52, contradicted: 3, low: 0.0198, high: 0.1564 },
  }
  expect(releaseLimits(withCounts({ goldenLabels, ratedImages: 548 }))).toEqual([
    '400 images had no votes and kept the original label without review. On 3 of 52 golden images without votes (6%, 95% interval 2% to 16%), the labels of the experts are not exactly the original one.',
  ])
})

test('states the interval of agreement for other raters too, which older releases do not record', () => {
  const agreement = { value: 0.517, low: 0.513, high: 0.521, acrossRaters: { low: 0.486, high: 0.548, raters: 85 } }
  expect(releaseCardText({ ...sound, agreement })).toContain(
    '0.517 (95% interval 0.513 to 0.521 for other images, 0.486 to 0.548 also for other raters like these 85)',
  )
})

test('escapes Markdown in text written by people', () => {
  const text = releaseCardText({ ...sound, description: '<b>Loud</b> [link](http://x) # no heading' })
  expect(text).toContain('\\<b\\>Loud\\</b\\> \\[link\\](http://x) \\# no heading')
})

test('cites a release by name, version, year and hash, with its URL if known', () => {
  const hash = 'a'.repeat(64)
  const without = releaseCitation(sound, hash, null)
  expect(without.text).toBe(`Birds & bees (version 2.1) [data set]. 2026. SHA-256 ${hash}.`)
  expect(without.bibtex).not.toContain('url')
  const { text, bibtex } = releaseCitation(sound, hash, 'https://x.org/r')
  expect(text).toMatch(/ https:\/\/x\.org\/r$/)
  expect(bibtex).toBe(
    [
      '@misc{birds-2-1,',
      '  title = {{Birds \\& bees}},',
      '  howpublished = {Data set, version 2.1},',
      '  year = {2026},',
      '  url = {https://x.org/r},',
      `  note = {SHA-256 ${hash}}`,
      '}',
    ].join('\n'),
  )
})

test('puts one period after the authors, also if the last name ends with one', () => {
  const cited = (authors: string[]) => releaseCitation({ ...sound, authors }, 'a', null).text
  expect(cited(['Ada Lovelace', 'Ben B.'])).toMatch(/^Ada Lovelace and Ben B\. Birds & bees /)
  expect(cited(['Ada Lovelace'])).toMatch(/^Ada Lovelace\. Birds & bees /)
})

test('says in the citation that a release was withdrawn', () => {
  const hash = 'a'.repeat(64)
  const { text, bibtex } = releaseCitation(sound, hash, 'https://x.org/r', '2026-11-30T07:00:00.000Z')
  expect(text).toMatch(new RegExp(`SHA-256 ${hash}\\. Withdrawn on 2026-11-30\\. https://x\\.org/r$`))
  expect(bibtex).toContain(`note = {SHA-256 ${hash}. Withdrawn on 2026-11-30}`)
})

test('cites authors in order, and keeps BibTeX from splitting the name of an institution', () => {
  const cited = (authors: string[]) => releaseCitation({ ...sound, authors }, 'a'.repeat(64), null)
  expect(cited(['Ada Lovelace']).text).toMatch(/^Ada Lovelace\. Birds & bees \(version 2\.1\)/)
  const { text, bibtex } = cited(['Ada Lovelace', 'Charles Babbage', 'Bees and Birds {Ltd} & Co'])
  expect(text).toMatch(/^Ada Lovelace, Charles Babbage and Bees and Birds \{Ltd\} & Co\. Birds & bees/)
  expect(bibtex.split('\n')[1]).toBe('  author = {Ada Lovelace and Charles Babbage and {Bees and Birds Ltd \\& Co}},')
  // BibTeX would read “Labels, Inc.” as the person Inc. Labels.
  expect(cited(['Labels, Inc.']).bibtex).toContain('  author = {{Labels, Inc.}},')
})

test('lists authors in the card, if it has any', () => {
  expect(releaseCardText({ ...sound, authors: ['Ada Lovelace', 'Charles *B*'] })).toContain(
    '- **Authors:** Ada Lovelace; Charles \\*B\\*\n',
  )
  expect(releaseCardText(sound)).not.toContain('Authors')
})

test('explains why candidates of adaptive batches have different numbers of votes', () => {
  expect(releaseCardText(withCounts({ stops: { lossless: 1_200, price: 300, audited: 45 } }))).toContain(
    '**Votes per candidate:** vary, because raters were asked about candidates of adaptive batches until further votes no longer mattered: 1,200 settled when no further vote could change the decision; 300 settled when a further vote was unlikely to change it; 45 have all votes because they were drawn at random to learn or check the stopping rule.',
  )
  expect(releaseCardText(withCounts({ stops: { maximum: 1, audited: 1, withdrawn: 1 } }))).toContain(
    '1 has the maximum number of votes; 1 has all votes because it was drawn at random to learn or check the stopping rule; 1 kept the votes it had when its task was withdrawn.',
  )
  expect(releaseCardText(withCounts({ stops: {} }))).not.toContain('Votes per candidate')
  expect(releaseCardText(sound)).not.toContain('Votes per candidate')
})

test('shows a share as none or all only if it is', () => {
  const text = releaseCardText(
    withCounts({ images: 10_000, changedImages: 9_997, votes: { no: 0, maybe: 3, yes: 9_997 } }),
  )
  expect(text).toContain('9,997 (>99.9%)')
  expect(text).toContain('**Votes:** 10,000 (0.0% no, <0.1% maybe, >99.9% yes)')
  expect(releaseCardText(withCounts({ images: 10, changedImages: 10 }))).toContain('10 (100.0%)')
})
