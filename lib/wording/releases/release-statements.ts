import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { listText } from '@/lib/domain/list-text'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'
import { proposalText } from './release-card'
import { releaseLimits } from './release-limits'
import { askedRows, stopRows } from './release-votes'

const unchanged = (text: string) => text

/** Kinds of rater with the name that the vocabulary recommends for such data. */
const collectionTypes = {
  human: 'Manual Human Curator',
  panel: 'Manual Human Curator',
  imported: 'Secondary Data analysis',
  simulated: 'Software Collection',
} as const

function collectionTypesOf({ raters }: ReleaseFacts['counts']): string[] {
  const kinds = (['human', 'panel', 'imported', 'simulated'] as const).filter((kind) => raters[kind] > 0)
  return [...new Set(kinds.map((kind) => collectionTypes[kind]))]
}

function protocolText({ counts, documents }: ReleaseFacts, votes: number): string {
  const texts = listText(documents.map(({ kind, version }) => `${kind} (version ${version})`))
  return [
    'Raters answered no, maybe or yes to each candidate they saw.',
    ...askedRows(counts, votes).map(({ value }) => `Votes by how they were asked: ${value}.`),
    ...stopRows(counts).map(({ value }) => `The numbers of votes per candidate ${value}.`),
    ...(texts === '' ? [] : [`Texts shown to raters: ${texts}.`]),
  ].join(' ')
}

function platforms({ human, panel, imported }: ReleaseFacts['counts']['raters']): string[] {
  return [
    ...(human + panel > 0 ? ['Reassess'] : []),
    ...(imported > 0 ? [`Unknown for the votes of ${counted(imported, 'rater')}, which were imported`] : []),
  ]
}

function analysisTexts({ run, agreement }: ReleaseFacts): string[] {
  const alpha = agreement?.value ?? null
  return [
    `The method ${run.title} (${run.method}) turns the votes of a candidate into a score. Candidates whose score reaches the threshold ${run.threshold} are kept as labels, unless people decided otherwise.`,
    'Every vote that counts is in the release, so that disagreement between raters can be analyzed.',
    ...(alpha === null ? [] : [`Krippendorff’s alpha (ordinal) of the votes is ${threeDigits(alpha)}.`]),
  ]
}

function votesPerItem({ ratedCandidates = 0, ratedImages }: ReleaseFacts['counts'], votes: number) {
  if (ratedCandidates === 0 || ratedImages === 0) return null
  const mean = (of: number) => (votes / of).toFixed(1)
  return `${counted(votes, 'vote')}: ${mean(ratedCandidates)} on average for each of ${counted(ratedCandidates, 'candidate')} with votes, ${mean(ratedImages)} for each of ${counted(ratedImages, 'image')} with votes`
}

function tools({ models, run }: ReleaseFacts): string[] {
  const used = models.flatMap(({ name, proposed, isAnnotator, computedBy = [] }) => {
    const roles = [
      ...(proposed > 0 ? [`predicts ${counted(proposed, 'candidate')}`] : []),
      ...(isAnnotator ? ['is evidence for the scores'] : []),
    ]
    const files = computedBy.map(({ sha256 }) => sha256)
    const from = files.length === 0 ? '' : `; model file with SHA-256 ${listText(files)}`
    return roles.length === 0 ? [] : [`${name}: ${listText(roles)}${from}`]
  })
  return [...used, `Reassess ${run.codeVersion}: computed the scores from the votes`]
}

/**
 * Returns what a release says about how its labels were made, by property of Croissant's vocabulary for responsible AI.
 * Only what the facts record: for example, nothing is known about the demographics of raters.
 */
export function releaseStatements(facts: ReleaseFacts): Record<string, string | string[]> {
  const { counts, votingDays } = facts
  const votes = voteCountOf(facts)
  const perItem = votesPerItem(counts, votes)
  const withoutVotes = counts.images - counts.ratedImages
  const statements: Record<string, string | string[] | null> = {
    dataCollection: proposalText(facts, unchanged),
    dataCollectionType: collectionTypesOf(counts),
    dataCollectionTimeframe: votingDays && `${votingDays.first}/${votingDays.last}`,
    dataCollectionMissingData:
      withoutVotes > 0 ? `${wholeNumber(withoutVotes)} of ${counted(counts.images, 'image')} have no votes.` : null,
    dataAnnotationProtocol: protocolText(facts, votes),
    dataAnnotationPlatform: platforms(counts.raters),
    dataAnnotationAnalysis: analysisTexts(facts),
    annotationsPerItem: perItem,
    machineAnnotationTools: tools(facts),
    dataLimitations: releaseLimits(facts),
    personalSensitiveInformation: [
      'Raters are identified by number only: the release contains nothing that reveals who they are. Image files are not part of the release.',
    ],
    dataReleaseMaintenancePlan:
      'A release never changes. A wrong one is withdrawn with a reason and stays readable; corrected labels are a new release with another version.',
  }
  return Object.fromEntries(
    Object.entries(statements).flatMap(([name, value]) =>
      value === null || value.length === 0 ? [] : [[name, value]],
    ),
  )
}
