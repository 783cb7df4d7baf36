import { voteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall } from '@/lib/agreement/agreement-by-stratum'
import type { Measure } from '@/lib/agreement/bootstrap-measures'
import type { GoldenFigures, GoldenOverview } from '@/lib/contracts/golden/golden'
import { findGoldenDraws } from '@/lib/db/golden/golden-draw-query'
import { findExpertAnswers, findGoldenExperts, findGoldenSizes } from '@/lib/db/golden/golden-overview-query'
import { findGoldenTallies, type GoldenTally } from '@/lib/db/golden/golden-truth-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import type { Actor } from '@/lib/domain/permissions'
import { answers as answerKinds } from '@/lib/domain/rating/answer'
import { numbered } from '@/lib/numeric/numbered'
import { shownInterval } from '@/lib/numeric/quantiles'
import { guardProject } from '@/lib/services/access/guard-project'
import { currentConclusion, differs, isOpenClose } from './golden-pairs'

export async function readGoldenOverview(actor: Actor, slug: string): Promise<GoldenOverview> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [sizes, draws, experts, tallies, answers] = await Promise.all([
    findGoldenSizes(projectId),
    findGoldenDraws(projectId),
    findGoldenExperts(projectId),
    findGoldenTallies(projectId),
    findExpertAnswers(projectId),
  ])
  return {
    ...sizes,
    hasSimulated: project.hasSimulated,
    draws,
    experts,
    figures: goldenFigures(tallies, answers),
  }
}

type ExpertAnswer = Awaited<ReturnType<typeof findExpertAnswers>>[number]

/** Number of candidates with at least two answers. Answers are ordered by candidate. */
const comparedCount = (answers: readonly ExpertAnswer[]) =>
  answers.filter(
    ({ candidateId }, k) => answers[k - 1]?.candidateId === candidateId && answers[k - 2]?.candidateId !== candidateId,
  ).length

const bootstrap = { replicates: 200, seed: 1 }

const figureOf = (measure: Measure | undefined, imageCount: number) =>
  measure === undefined || measure.value === null
    ? null
    : { value: measure.value, interval: shownInterval(measure.interval, imageCount) }

function goldenFigures(tallies: readonly GoldenTally[], answers: readonly ExpertAnswer[]): GoldenFigures {
  const items = numbered(tallies.map(({ candidateId }) => candidateId))
  const raters = numbered(answers.map(({ raterId }) => raterId))
  const votes = voteTable({
    itemCount: tallies.length,
    raterCount: raters.size,
    answerCount: answerKinds.length,
    item: Int32Array.from(answers, ({ candidateId }) => items.get(candidateId) ?? -1),
    rater: Int32Array.from(answers, ({ raterId }) => raters.get(raterId) ?? -1),
    answer: Uint8Array.from(answers, ({ answer }) => answer),
  })
  const images = numbered(tallies.map(({ imageId }) => imageId))
  const itemCluster = Int32Array.from(tallies, ({ imageId }) => images.get(imageId) ?? -1)
  const comparedPairs = comparedCount(answers)
  const agreement =
    comparedPairs > 0 ? agreementOverall(votes, { itemCluster, clusterCount: images.size, ...bootstrap }) : null
  return {
    pairs: tallies.length,
    pairImages: images.size,
    labels: tallies.filter(goldenTruthOf).length,
    differing: tallies.filter(differs).length,
    open: tallies.filter(isOpenClose).length,
    concluded: tallies.filter(({ conclusion }) => currentConclusion(conclusion) !== null).length,
    rawAgreement: figureOf(agreement?.rawAgreement, images.size),
    alphaOrdinal: figureOf(agreement?.alphaOrdinal, images.size),
    comparedPairs,
  }
}
