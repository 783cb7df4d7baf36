import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { listText } from '@/lib/domain/list-text'
import { oneLine } from '@/lib/domain/one-line'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { shareText } from '@/lib/domain/share-text'
import { threeDigits } from '@/lib/wording/figure'
import { counted, shortNumber, wholeNumber } from '@/lib/wording/number'
import { thresholdRuleText } from '@/lib/wording/runs'
import { releaseLimits } from './release-limits'
import { askedRows, stopRows } from './release-votes'

export interface CardSection {
  title: string
  /** Markdown paragraphs before the rows. */
  text: string[]
  rows: { label: string; value: string }[]
  list: string[]
}

const range = (low: number, high: number) => `95% interval ${threeDigits(low)} to ${threeDigits(high)}`

/** Escapes Markdown in text written by people, which may have several paragraphs. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>#|~!]/g, (mark) => `\\${mark}`)

/** Also makes it one line: a line break would end a heading or an item of a list. */
const plain = (text: string) => escaped(oneLine(text))

function whatSection(facts: ReleaseFacts): CardSection {
  const { counts, notes, description, license, authors } = facts
  return {
    title: 'Contents',
    text: [description, notes].filter((text) => text !== '').map(escaped),
    rows: [
      ...(authors ? [{ label: 'Authors', value: plain(authors.join('; ')) }] : []),
      { label: 'Images', value: wholeNumber(counts.images) },
      { label: 'Classes', value: wholeNumber(counts.classes) },
      { label: 'Labels', value: wholeNumber(counts.labels) },
      {
        label: 'Images with changed labels',
        value: `${wholeNumber(counts.changedImages)} (${shareText(counts.changedImages, counts.images)})`,
      },
      { label: 'Images with several labels', value: wholeNumber(counts.imagesWithSeveralLabels) },
      { label: 'Images without a label', value: wholeNumber(counts.imagesWithoutLabel) },
      { label: 'License', value: license === '' ? 'not stated' : plain(license) },
      { label: 'Published', value: facts.publishedAt.slice(0, 10) },
    ],
    list: [],
  }
}

/** `written` prepares names for the text that they become part of. */
export function proposalText({ models, counts, candidateSources = [] }: ReleaseFacts, written = plain): string {
  const proposing = models.filter(({ proposed }) => proposed > 0)
  const hasOriginal = (counts.originalCandidates ?? 0) > 0
  const isAsked = candidateSources.some((source) => !['classes', 'import', 'golden', 'by-hand'].includes(source))
  const sources = [
    ...(hasOriginal && isAsked ? ['the original labels'] : []),
    ...candidateSources.flatMap((source) =>
      source === 'original' || (source === 'models' && proposing.length === 0) ? [] : sourceText[source],
    ),
  ]
  const from = sources.length === 0 ? '' : ` ${counts.candidates === 1 ? 'comes' : 'come'} from ${listText(sources)}`
  const names = proposing.map(({ name, proposed }) => `${written(name)} (${wholeNumber(proposed)})`).join(', ')
  const predicted = names === '' ? '' : ` Models predict some of them: ${names}.`
  return `${counted(counts.candidates, 'candidate')} (classes proposed for an image)${from}.${predicted}`
}

const sourceText: Record<NonNullable<ReleaseFacts['candidateSources']>[number], string> = {
  models: 'predictions of models',
  original: 'the original labels',
  classes: 'classes that were asked about on every image',
  list: 'a list of classes for each image',
  import: 'imported votes',
  added: 'labels that were asked about without a plan',
  golden: 'golden answers',
  'by-hand': 'labels set by hand',
}

/** Which predictions were not imported from files. */
function computedText({ models }: ReleaseFacts): string[] {
  const runs = models.flatMap(({ name, computedBy = [] }) =>
    computedBy.map(
      ({ sha256, images }) => `${plain(name)} for ${counted(images, 'image')} (model file with SHA-256 \`${sha256}\`)`,
    ),
  )
  if (runs.length === 0) return []
  return [
    `Reassess computed the predictions of ${listText(runs)} from its stored copies of the images (WebP), not from the original files.`,
  ]
}

/** Rounds numbers in parameters; `run.json` has them exactly. */
const shortened = (_key: string, value: unknown) => (typeof value === 'number' ? Number(shortNumber(value)) : value)

/** Adds the exact threshold if it was rounded, because the rounded one would keep other labels. */
function exactThreshold(threshold: number): string {
  const rounded = thresholdText(threshold)
  return threshold > 1 || Number(rounded) === threshold ? rounded : `${rounded} (exactly ${threshold})`
}

/** Lists parameters under the names they have on the command line, except the rule for the threshold. */
const parameterList = ({ threshold: _, ...parameters }: Record<string, unknown>) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} \`${typeof value === 'string' ? value : JSON.stringify(value, shortened)}\``)
    .join(', ') || 'none'

/** Seed of the bootstrap samples or of a method with a random start. */
const seedOf = ({ seed, parameters }: ReleaseFacts['run']) =>
  seed ?? (typeof parameters.seed === 'number' ? parameters.seed : null)

function howSection(facts: ReleaseFacts): CardSection {
  const { run, counts, documents, votingDays } = facts
  const annotators = facts.models.filter(({ isAnnotator }) => isAnnotator).length
  const texts = documents.map(({ kind, version }) => `${kind} version ${version}`).join(', ')
  return {
    title: 'Method',
    text: [
      proposalText(facts),
      ...computedText(facts),
      'Raters answered no, maybe or yes to each candidate they saw. The method turns the answers into one score per candidate. Labels with a score at or above the threshold are kept. Images without votes keep their original label, if they have one, unless people decided otherwise.',
    ],
    rows: [
      { label: 'Aggregation method', value: `${plain(run.title)} (\`${run.method}\`)` },
      ...(run.source === undefined ? [] : [{ label: 'Source of the method', value: plain(run.source) }]),
      { label: 'Threshold', value: exactThreshold(run.threshold) },
      ...(run.parameters.threshold === undefined
        ? []
        : [{ label: 'Rule for the threshold', value: thresholdRuleText(run.parameters.threshold) }]),
      { label: 'Parameters', value: parameterList(run.parameters) },
      { label: 'Seed', value: String(seedOf(run) ?? 'none: the method is deterministic') },
      {
        label: 'Iterations',
        value:
          run.iterations === 0 && run.hasConverged
            ? 'none'
            : `${wholeNumber(run.iterations)}, ${run.hasConverged ? 'converged' : 'not converged'}`,
      },
      { label: 'Models used as evidence', value: wholeNumber(annotators) },
      { label: 'Run', value: `${run.number}, on votes up to ${run.votesUntil}` },
      { label: 'Software', value: `Reassess, version \`${run.codeVersion}\`; published with \`${facts.codeVersion}\`` },
      {
        label: 'Collected',
        value: votingDays ? [...new Set([votingDays.first, votingDays.last])].join(' to ') : 'date unknown',
      },
      { label: 'Texts shown to raters', value: texts === '' ? 'none' : texts },
      { label: 'Batches of tasks', value: wholeNumber(counts.batches) },
      { label: 'Experiments', value: wholeNumber(counts.experiments) },
    ],
    list: [],
  }
}

function whoSection(facts: ReleaseFacts): CardSection {
  const { counts } = facts
  const votes = voteCountOf(facts)
  const kinds = {
    human: 'People with an account',
    panel: 'People from a panel',
    imported: 'Raters from imported files',
    simulated: 'Simulated raters',
  }
  const shares = (['no', 'maybe', 'yes'] as const).map(
    (answer) => `${shareText(counts.votes[answer], votes)} ${answer}`,
  )
  return {
    title: 'Raters and votes',
    text: ['Raters are identified by number only: the release contains nothing that reveals who they are.'],
    rows: [
      { label: 'Votes', value: `${wholeNumber(votes)} (${shares.join(', ')})` },
      ...askedRows(counts, votes),
      ...stopRows(counts),
      ...Object.entries(counts.raters)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => ({ label: kinds[kind as keyof typeof kinds], value: wholeNumber(count) })),
      { label: 'Excluded raters', value: wholeNumber(counts.leftOutRaters) },
      { label: 'Experts with golden answers', value: wholeNumber(counts.goldenExperts) },
    ],
    list: [],
  }
}

const intervalOf = (interval: readonly [number, number] | null) =>
  interval ? range(...interval) : 'too few golden images for an interval'

type AtThreshold = NonNullable<NonNullable<ReleaseFacts['golden']>['atThreshold']>

const thresholdQuality = ({ precision, recall, intervals }: AtThreshold) =>
  `precision ${threeDigits(precision)}${intervals ? ` (${range(...intervals.precision)})` : ''}, ` +
  `recall ${threeDigits(recall)}${intervals ? ` (${range(...intervals.recall)})` : ''}`

const intervalMethod =
  'Intervals on golden candidates are from a bootstrap over images (percentiles of 1,000 resamples). A precision or recall that is the same in all resamples, or of fewer than five images, has a Wilson interval.'

/** Decisions of people that override the method. Older releases do not record the last two. */
function decidedRows({ adjudicatedPairs, labelsByHand, excludedImages }: ReleaseFacts['counts']) {
  const decided = [
    ['Candidates adjudicated', adjudicatedPairs],
    ['Labels set by hand', labelsByHand],
    ['Images excluded', excludedImages],
  ] as const
  return decided.flatMap(([label, count]) => (count === undefined ? [] : [{ label, value: wholeNumber(count) }]))
}

/** Whether labels follow the golden answers. Older releases do not record it. */
function goldenLabelRows({ goldenLabels, labelsByHand = 0 }: ReleaseFacts['counts']) {
  if (!goldenLabels) return []
  const { voted, votedAgainst, unvoted, unvotedAgainst } = goldenLabels
  const isByHand = labelsByHand > 0
  const voteDecider = isByHand ? 'the method, an adjudication or a label set by hand' : 'the method or an adjudication'
  const decider = isByHand ? 'an adjudication or a label set by hand' : 'an adjudication'
  const rows = [
    ['Golden candidates with votes', voted, votedAgainst, voteDecider],
    ['Golden candidates without votes', unvoted, unvotedAgainst, decider],
  ] as const
  return rows.flatMap(([label, all, against, by]) => {
    const value = `${wholeNumber(all - against)} of ${wholeNumber(all)} decided as the experts answered`
    const others = `; ${by} decided the ${against === 1 ? 'other' : 'others'}`
    return all === 0 ? [] : [{ label, value: against === 0 ? value : value + others }]
  })
}

const evaluationText = ({ usesGolden, folds, atThreshold }: NonNullable<ReleaseFacts['golden']>) => [
  usesGolden
    ? `Golden candidates, which experts answered, were scored by ${folds}-fold cross-validation over images, so no score below used its own golden answers. The published labels do use them, so their agreement with the experts does not measure accuracy.`
    : 'Golden candidates are those that experts answered. Their answers were not used for the scores of candidates with votes.',
  ...(atThreshold?.intervals ? [intervalMethod] : []),
]

function agreementRange({ low, high, acrossRaters }: NonNullable<ReleaseFacts['agreement']>): string {
  if (low === null || high === null) return ''
  if (!acrossRaters) return ` (${range(low, high)} for other images with the same raters)`
  const { raters, ...across } = acrossRaters
  return ` (${range(low, high)} for other images, ${threeDigits(across.low)} to ${threeDigits(across.high)} also for other raters like these ${wholeNumber(raters)})`
}

function trustSection({ agreement, golden, counts }: ReleaseFacts): CardSection {
  const alpha =
    agreement === null || agreement.value === null
      ? 'undefined: it takes two candidates with two votes each, and different answers'
      : `${threeDigits(agreement.value)}${agreementRange(agreement)}`
  const rows = [{ label: 'Krippendorff’s alpha (ordinal)', value: alpha }]
  if (golden) {
    const { averagePrecision, atThreshold } = golden
    rows.push({
      label: 'Golden candidates',
      value: `${wholeNumber(golden.candidates)} on ${counted(golden.images, 'image')}; ${wholeNumber(golden.holding)} apply`,
    })
    if (averagePrecision)
      rows.push({
        label: 'Average precision',
        value: `${threeDigits(averagePrecision.value)} (${intervalOf(averagePrecision.interval)})`,
      })
    if (atThreshold) rows.push({ label: 'At the threshold', value: thresholdQuality(atThreshold) })
  }
  rows.push(...goldenLabelRows(counts), ...decidedRows(counts))
  for (const { kind, images } of counts.flaggedImages)
    rows.push({ label: `Images flagged “${plain(kind)}”`, value: wholeNumber(images) })
  const text = golden ? evaluationText(golden) : ['There are no golden answers to evaluate this release.']
  return { title: 'Evaluation', text, rows, list: [] }
}

/** Returns the card of a release, in sections. */
export const releaseCard = (facts: ReleaseFacts): CardSection[] => [
  whatSection(facts),
  howSection(facts),
  whoSection(facts),
  trustSection(facts),
  { title: 'Known limitations', text: [], rows: [], list: releaseLimits(facts).map(plain) },
]

/** Returns the card of a release as Markdown. */
export function releaseCardText(facts: ReleaseFacts): string {
  const sections = releaseCard(facts).map(({ title, text, rows, list }) =>
    [
      `## ${title}`,
      ...text,
      ...(rows.length > 0 ? [rows.map(({ label, value }) => `- **${label}:** ${value}`).join('\n')] : []),
      ...(list.length > 0 ? [list.map((sentence) => `- ${sentence}`).join('\n')] : []),
    ].join('\n\n'),
  )
  return `# ${plain(facts.projectName)}, release ${plain(facts.version)}\n\n${sections.join('\n\n')}\n`
}
