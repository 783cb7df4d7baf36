import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'

/** Intervals from fewer golden images are wide. */
const fewGoldenImages = 100
/** Krippendorff advises against any conclusion below this value. */
const lowAlpha = 0.667
const fewVotes = 3

const were = (count: number) => (count === 1 ? 'was' : 'were')
const inOrder = (names: readonly string[]) =>
  names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')

function simulatedText(simulated: number, votes: number): string {
  if (votes === 1) return 'The only vote is'
  return simulated === votes
    ? `All ${counted(votes, 'vote')} are`
    : `${wholeNumber(simulated)} of ${counted(votes, 'vote')} ${simulated === 1 ? 'is' : 'are'}`
}

type Say = (isSo: boolean, sentence: () => string) => void

/** Returns limitations that users of a release should know, as sentences, most serious first. */
export function releaseLimits(facts: ReleaseFacts): string[] {
  const limits: string[] = []
  const say: Say = (isSo, sentence) => {
    if (isSo) limits.push(sentence())
  }
  sayAboutAnswers(facts, say)
  sayAboutLabels(facts, say)
  sayAboutJudgements(facts, say)
  return limits
}

function sayAboutAnswers(facts: ReleaseFacts, say: Say) {
  const { counts, golden, agreement } = facts
  const votes = voteCountOf(facts)
  say(
    counts.simulatedVotes > 0,
    () =>
      `${simulatedText(counts.simulatedVotes, votes)} simulated by a program, not given by people. Do not draw conclusions about the images from them.`,
  )
  say(
    counts.simulatedExperts > 0,
    () =>
      `Golden answers of ${counted(counts.simulatedExperts, 'expert')} are simulated, so figures on golden answers say nothing about the images.`,
  )
  const rated = counts.ratedCandidates ?? counts.candidates
  sayAboutChecks(facts, say)
  // The run checks cover this too.
  for (const { title, averagePrecision } of facts.run.checks ? [] : (golden?.better ?? []))
    say(
      true,
      () =>
        `The method “${title}” ranks golden candidates better than the one that was used (average precision ${averagePrecision.toFixed(3)} against ${golden?.averagePrecision?.value.toFixed(3) ?? 'none'}): scores and labels may be wrong.`,
    )
  say(
    golden === null,
    () => 'There are no golden answers to evaluate the scores, so the precision of the labels is unknown.',
  )
  say(
    golden !== null && golden.images < fewGoldenImages,
    () =>
      `Figures on golden answers are based on only ${counted(golden?.images ?? 0, 'golden image')}, so their intervals are wide.`,
  )
  say(
    agreement?.value !== null && agreement !== null && (agreement.value ?? 1) < lowAlpha,
    () =>
      `Agreement between raters is low (alpha ${threeDigits(agreement?.value ?? 0)}): individual labels can be wrong even when their scores are high.`,
  )
  say(
    rated > 0 && votes / rated < fewVotes,
    () => `Rated candidates have ${(votes / rated).toFixed(1)} votes on average, so scores are uncertain.`,
  )
}

/** Failed run checks, and who accepted the run despite them. */
function sayAboutChecks({ run: { number, checks } }: ReleaseFacts, say: Say) {
  const failed = checks?.failed ?? []
  for (const sentence of failed) say(true, () => `Run ${number} fails a check: ${sentence}`)
  const confirmation = checks?.confirmation
  say(
    failed.length > 0 && confirmation != null,
    () =>
      `An admin confirmed on ${confirmation!.at.slice(0, 10)} that run ${number} may be used anyway, for this reason: “${confirmation!.reason}”.`,
  )
}

function sayAboutLabels(facts: ReleaseFacts, say: Say) {
  const { counts } = facts
  const unreviewed = counts.goldenLabels?.unreviewedImages ?? counts.images - counts.ratedImages
  const withoutOriginal = counts.goldenLabels?.unreviewedWithoutOriginal ?? 0
  const unchanged = unreviewed - withoutOriginal
  say(unchanged > 0, () => `${counted(unchanged, 'image')} had no votes and kept the original label without review.`)
  say(
    withoutOriginal > 0,
    () =>
      `${counted(withoutOriginal, 'image')} had neither votes nor an original label, so ${withoutOriginal === 1 ? 'it has' : 'they have'} no label.`,
  )
  const unasked = counts.unaskedOriginals ?? 0
  say(
    unasked > 0,
    () =>
      `On ${counted(unasked, 'image')} with votes, raters were not asked about the original label, so it was dropped without review.`,
  )
  say(
    counts.imagesWithoutLabel > 0,
    () =>
      `${counted(counts.imagesWithoutLabel, 'image')} ended without a label. Exclude ${counts.imagesWithoutLabel === 1 ? 'it' : 'them'} when scoring models.`,
  )
  say(
    counts.candidates < counts.images * counts.classes,
    () => 'Raters were asked about candidates only. Other classes that apply may be missing.',
  )
  const outsideList = counts.imagesOutsideList ?? 0
  say(
    outsideList > 0,
    () =>
      `In ${counted(outsideList, 'image')} raters saw something that is not one of the classes, so no label covers it. The column outside_list of labels.csv says how many raters did.`,
  )
}

/** Judgements that labels depend on, and how the labels may be used. */
function sayAboutJudgements(facts: ReleaseFacts, say: Say) {
  const { counts, models, classPairs, run } = facts
  const favoured = models.filter(({ proposed, isAnnotator }) => proposed > 0 || isAnnotator).map(({ name }) => name)
  say(
    favoured.length > 0,
    () =>
      `The accuracy of models whose predictions were candidates or evidence may be overestimated: ${inOrder(favoured)}.`,
  )
  say(
    counts.leftOutRaters > 0,
    () =>
      `${counted(counts.leftOutRaters, 'rater')} ${were(counts.leftOutRaters)} excluded by an admin. Their votes do not count and are not in the release.`,
  )
  say(
    counts.raters.imported > 0,
    () =>
      `Votes of ${counted(counts.raters.imported, 'rater')} were imported. The instructions ${counts.raters.imported === 1 ? 'that rater' : 'those raters'} had read are unknown, and so are the times of votes from files without a time.`,
  )
  say(
    counts.adjudicatedPairs > 0,
    () =>
      `${counted(counts.adjudicatedPairs, 'candidate')} ${were(counts.adjudicatedPairs)} decided by experts, in adjudication or a review of model mistakes. They are not a random sample and are excluded from figures on golden answers.`,
  )
  const excluded = counts.excludedImages ?? 0
  say(
    excluded > 0,
    () =>
      `${counted(excluded, 'image')} ${were(excluded)} excluded by an admin. They have no label and no votes here; the file decisions.csv lists them with their reasons.`,
  )
  const byHand = counts.labelsByHand ?? 0
  say(
    byHand > 0,
    () =>
      `${counted(byHand, 'label')} ${were(byHand)} set by hand by an admin, regardless of what raters answered. The file decisions.csv lists them with their reasons.`,
  )
  say(
    classPairs.same + classPairs.contains + classPairs.apart > 0,
    () =>
      `Decisions about ${counted(classPairs.same + classPairs.contains + classPairs.apart, 'class pair')} are published beside the labels. They did not change any label.`,
  )
  say(!run.hasConverged, () => 'The method stopped before converging.')
  say(
    counts.goldenPairs > 0,
    () => 'This release contains the golden answers, so they can no longer be used as gold questions.',
  )
  say(facts.license === '', () => 'No data license is stated. Ask before using the data.')
}
