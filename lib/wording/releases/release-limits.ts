import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

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

/** Returns limitations that users of a release should know, as sentences, most serious first. */
export const releaseLimits = (facts: ReleaseFacts): string[] =>
  [
    ...aboutAnswers(facts),
    ...aboutChecks(facts),
    ...aboutFigures(facts),
    ...aboutLabels(facts),
    ...aboutJudgements(facts),
  ].filter((limit) => limit !== false)

type Limits = (string | false)[]

function aboutAnswers(facts: ReleaseFacts): Limits {
  const { simulatedVotes, simulatedExperts } = facts.counts
  return [
    simulatedVotes > 0 &&
      `${simulatedText(simulatedVotes, voteCountOf(facts))} simulated by a program, not given by people. Do not draw conclusions about the images from them.`,
    simulatedExperts > 0 &&
      `Golden answers of ${counted(simulatedExperts, 'expert')} are simulated, so figures on golden answers say nothing about the images.`,
  ]
}

/** Failed run checks, and who accepted the run despite them. */
function aboutChecks({ run: { number, checks } }: ReleaseFacts): Limits {
  const { failed = [], confirmation = null } = checks ?? {}
  return [
    ...failed.map((sentence) => `Run ${number} fails a check: ${sentence}`),
    failed.length > 0 &&
      confirmation !== null &&
      `An admin confirmed on ${confirmation.at.slice(0, 10)} that run ${number} may be used anyway, for this reason: “${confirmation.reason}”.`,
  ]
}

function aboutFigures(facts: ReleaseFacts): Limits {
  const { counts, golden, agreement } = facts
  const rated = counts.ratedCandidates ?? counts.candidates
  const votesEach = voteCountOf(facts) / rated
  // The run checks cover this too.
  const better = facts.run.checks ? [] : (golden?.better ?? [])
  return [
    ...better.map(
      ({ title, averagePrecision }) =>
        `The method “${title}” ranks golden candidates better than the one that was used (average precision ${averagePrecision.toFixed(3)} against ${golden?.averagePrecision?.value.toFixed(3) ?? 'none'}): scores and labels may be wrong.`,
    ),
    golden === null &&
      'There are no golden answers to rated candidates to evaluate the scores, so the precision of the labels is unknown.',
    golden !== null &&
      golden.images < fewGoldenImages &&
      `Figures on golden answers are based on only ${counted(golden.images, 'golden image')}, so their intervals are wide.`,
    agreement !== null &&
      agreement.value !== null &&
      agreement.value < lowAlpha &&
      `Agreement between raters is low (alpha ${threeDigits(agreement.value)}): individual labels can be wrong even when their scores are high.`,
    rated > 0 &&
      votesEach < fewVotes &&
      `Rated candidates have ${votesEach.toFixed(1)} votes on average, so scores are uncertain.`,
  ]
}

const auditText = ({ goldenLabels }: ReleaseFacts['counts']) => {
  if (!goldenLabels?.audit) return ''
  const { images, contradicted, low, high } = goldenLabels.audit
  const share = `${percent(contradicted / images)}, 95% interval ${percent(low)} to ${percent(high)}`
  return ` On ${wholeNumber(contradicted)} of ${counted(images, 'golden image')} without votes (${share}), the labels of the experts are not exactly the original one.`
}

function aboutLabels({ counts }: ReleaseFacts): Limits {
  const unreviewed = counts.goldenLabels?.unreviewedImages ?? counts.images - counts.ratedImages
  const withoutOriginal = counts.goldenLabels?.unreviewedWithoutOriginal ?? 0
  const unchanged = unreviewed - withoutOriginal
  const { unaskedOriginals = 0, imagesOutsideList = 0, imagesWithoutLabel } = counts
  return [
    unchanged > 0 &&
      `${counted(unchanged, 'image')} had no votes and kept the original label without review.${auditText(counts)}`,
    withoutOriginal > 0 &&
      `${counted(withoutOriginal, 'image')} had neither votes nor an original label, so ${withoutOriginal === 1 ? 'it has' : 'they have'} no label.`,
    unaskedOriginals > 0 &&
      `On ${counted(unaskedOriginals, 'image')} with votes, raters were not asked about the original label, so it was dropped without review.`,
    imagesWithoutLabel > 0 &&
      `${counted(imagesWithoutLabel, 'image')} ended without a label. Exclude ${imagesWithoutLabel === 1 ? 'it' : 'them'} when scoring models.`,
    counts.candidates < counts.images * counts.classes &&
      'Raters were asked about candidates only. Other classes that apply may be missing.',
    imagesOutsideList > 0 &&
      `In ${counted(imagesOutsideList, 'image')} raters saw something that is not one of the classes, so no label covers it. The column outside_list of labels.csv says how many raters did.`,
  ]
}

/** Judgements that labels depend on, and how the labels may be used. */
function aboutJudgements({ counts, models, classPairs, run, license }: ReleaseFacts): Limits {
  const favoured = models.filter(({ proposed, isAnnotator }) => proposed > 0 || isAnnotator).map(({ name }) => name)
  const { leftOutRaters, adjudicatedPairs, excludedImages = 0, labelsByHand = 0 } = counts
  const { imported } = counts.raters
  const decidedPairs = classPairs.same + classPairs.contains + classPairs.apart
  return [
    favoured.length > 0 &&
      `The accuracy of models whose predictions were candidates or evidence may be overestimated: ${inOrder(favoured)}.`,
    leftOutRaters > 0 &&
      `${counted(leftOutRaters, 'rater')} ${were(leftOutRaters)} excluded by an admin. Their votes do not count and are not in the release.`,
    imported > 0 &&
      `Votes of ${counted(imported, 'rater')} were imported. The instructions ${imported === 1 ? 'that rater' : 'those raters'} had read are unknown, and so are the times of votes from files without a time.`,
    adjudicatedPairs > 0 &&
      `${counted(adjudicatedPairs, 'candidate')} ${were(adjudicatedPairs)} decided by experts, in adjudication or a review of model mistakes. ${adjudicatedPairs === 1 ? 'It was not drawn at random and is' : 'They are not a random sample and are'} excluded from figures on golden answers.`,
    excludedImages > 0 &&
      `${counted(excludedImages, 'image')} ${were(excludedImages)} excluded by an admin. ${excludedImages === 1 ? 'It has' : 'They have'} no label and no votes here; the file decisions.csv says why.`,
    labelsByHand > 0 &&
      `${counted(labelsByHand, 'label')} ${were(labelsByHand)} set by hand by an admin, regardless of what raters answered. The file decisions.csv says why.`,
    decidedPairs > 0 &&
      `Decisions about ${counted(decidedPairs, 'class pair')} are published beside the labels. They did not change any label.`,
    !run.hasConverged && 'The method stopped before converging.',
    counts.goldenPairs > 0 &&
      'This release contains the golden answers. Whoever has read it knows the answers to gold questions about these images.',
    license === '' && 'No data license is stated. Ask before using the data.',
  ]
}
