import { type ReleaseFacts, voteCountOf } from '@/lib/domain/releases/release-facts'
import { counted, wholeNumber } from '@/lib/wording/number'

/** Fewer golden images than these leave wide intervals. */
const fewGoldenImages = 100
/** Below this, Krippendorff advises against any conclusion. */
const lowAlpha = 0.667
const fewVotes = 3

const several = (count: number, noun: string, plural?: string) => counted(count, noun, plural, 'en')
const were = (count: number) => (count === 1 ? 'was' : 'were')
const inOrder = (names: readonly string[]) =>
  names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')

/** What whoever uses a release should know against it, as sentences; the gravest first. */
export function releaseLimits(facts: ReleaseFacts): string[] {
  const { counts, golden, agreement, models, classPairs, run } = facts
  const votes = voteCountOf(facts)
  const limits: string[] = []
  const say = (isSo: boolean, sentence: () => string) => {
    if (isSo) limits.push(sentence())
  }
  say(
    counts.simulatedVotes > 0,
    () =>
      `${counts.simulatedVotes === votes ? 'All' : `${wholeNumber(counts.simulatedVotes, 'en')} of`} ${several(votes, 'vote')} are simulated by a program: no person gave them, and conclusions about the pictures must not be drawn from them.`,
  )
  say(
    counts.simulatedExperts > 0,
    () =>
      `Golden answers of ${several(counts.simulatedExperts, 'expert')} are simulated: figures on golden answers say nothing of the pictures.`,
  )
  say(golden === null, () => 'No golden answers judge the scores: how often a kept label is right is not known.')
  say(
    golden !== null && golden.images < fewGoldenImages,
    () =>
      `Figures on golden answers come from only ${several(golden?.images ?? 0, 'golden image')}, so their intervals are wide.`,
  )
  say(
    agreement?.value !== null && agreement !== null && (agreement.value ?? 1) < lowAlpha,
    () =>
      `Raters agree little (alpha ${agreement?.value?.toFixed(3)}): single labels can be wrong even where scores are high.`,
  )
  say(
    counts.candidates > 0 && votes / counts.candidates < fewVotes,
    () => `A candidate has ${(votes / counts.candidates).toFixed(1)} votes on average, which leaves scores uncertain.`,
  )
  const unrated = counts.images - counts.ratedImages
  say(unrated > 0, () => `${several(unrated, 'image')} had no votes and kept the original label, right or wrong.`)
  say(
    counts.imagesWithoutLabel > 0,
    () =>
      `${several(counts.imagesWithoutLabel, 'image')} ended without a label: leave them out when models are scored.`,
  )
  say(
    models.some(({ proposed }) => proposed > 0),
    () => 'Only labels that a model or the original label proposed were asked about: others may hold and are missing.',
  )
  const favoured = models.filter(({ proposed, isAnnotator }) => proposed > 0 || isAnnotator).map(({ name }) => name)
  say(
    favoured.length > 0,
    () =>
      `Accuracies of models that proposed labels or counted as annotators may come out too high: ${inOrder(favoured)}.`,
  )
  say(
    counts.leftOutRaters > 0,
    () =>
      `${several(counts.leftOutRaters, 'rater')} ${were(counts.leftOutRaters)} left out by an admin: such votes count in nothing and are not in the release.`,
  )
  say(
    counts.raters.imported > 0,
    () =>
      `Votes of ${several(counts.raters.imported, 'rater')} were imported: when they were given, and what those raters had read, is not known here.`,
  )
  say(
    counts.adjudicatedPairs > 0,
    () =>
      `${several(counts.adjudicatedPairs, 'pair')} ${were(counts.adjudicatedPairs)} adjudicated by experts, being in doubt: such pairs are no random sample and enter no figure on golden answers.`,
  )
  say(
    classPairs.same + classPairs.contains + classPairs.apart > 0,
    () =>
      `Decisions about ${several(classPairs.same + classPairs.contains + classPairs.apart, 'pair')} of classes stand beside the labels: no label was rewritten by them.`,
  )
  say(!run.hasConverged, () => 'The method stopped before it had converged.')
  say(counts.goldenPairs > 0, () => 'Golden answers are published here, so they can test nobody any more.')
  say(facts.license === '', () => 'No license of the data is stated: ask before using it.')
  return limits
}
