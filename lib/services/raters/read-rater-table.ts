import { raterAgreement } from '@/lib/contracts/agreement'
import type { RaterTable, TableRater } from '@/lib/contracts/raters/rater-table'
import { raterParameters } from '@/lib/contracts/runs/aggregation'
import { countCountedVotes } from '@/lib/db/agreement/agreement-query'
import {
  countImportedAnswers,
  findAgreementByRater,
  findImpacts,
  findNewestFigures,
  findRunRaters,
  findTableRaters,
  getReportBasis,
  selectedOf,
} from '@/lib/db/raters/rater-table-query'
import type { Actor } from '@/lib/domain/permissions'
import { secondsPerCandidate } from '@/lib/domain/raters/pace'
import type { RaterState, RaterView } from '@/lib/domain/raters/rater-view'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { memoize, waitAtMost } from '@/lib/services/memoize'
import { driftOfEveryRater } from './read-rater-drift'

/** If the drift of all raters takes longer than this, the page is shown without it. */
const waitMs = 3_000

const agreementOf = memoize<Map<number, TableRater['agreement']>>(100)
const matricesOf = memoize<Map<number, NonNullable<TableRater['matrix']>>>(100)

async function importedAnswers(projectId: number) {
  const rows = await countImportedAnswers(projectId)
  return new Map(rows.map(({ raterId, ...given }) => [raterId, given]))
}

async function agreementByRater(projectId: number, reportId: number) {
  const raters = raterAgreement.array().safeParse(await findAgreementByRater(projectId, reportId))
  return new Map((raters.data ?? []).map(({ raterId, alphaOrdinal }) => [raterId, alphaOrdinal]))
}

async function basisOf(projectId: number, reportId: number): Promise<RaterTable['agreementOf']> {
  const [{ at, voteCount }, countedVotes] = await Promise.all([
    getReportBasis(projectId, reportId),
    countCountedVotes(projectId),
  ])
  return { at: at.toISOString(), voteCount, countedVotes }
}

/** Returns P(answer | truth) of each rater from a run with two hidden classes, true and false. */
async function matricesOfRun(projectId: number, runId: number) {
  const run = raterParameters.safeParse(await findRunRaters(projectId, runId)).data
  if (run?.classes.length !== 2) return new Map<number, NonNullable<TableRater['matrix']>>()
  return new Map(
    run.raters.flatMap(({ raterId, probability }) =>
      probability
        ? [[raterId, { from: 'run' as const, holds: probability[1]!, holdsNot: probability[0]! }] as const]
        : [],
    ),
  )
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
const sharesOf = (counts: readonly number[]) =>
  total(counts) > 0 ? counts.map((count) => count / total(counts)) : null

/** Uses only counters, cached figures and golden answers, which are few. Drift is included only with `needsDrift`. */
export async function readRaterTable(
  actor: Actor,
  { slug, needsDrift = false }: { slug: string; needsDrift?: boolean },
): Promise<RaterTable> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const { runId, reportId } = await findNewestFigures(projectId)
  const [rows, imported, golden, agreement, matrices, impacts] = await Promise.all([
    findTableRaters(projectId),
    importedAnswers(projectId),
    goldenAccuracies(projectId),
    reportId === null ? null : agreementOf(`${projectId} ${reportId}`, () => agreementByRater(projectId, reportId)),
    runId === null ? null : matricesOf(`${projectId} ${runId}`, () => matricesOfRun(projectId, runId)),
    runId === null ? [] : findImpacts(projectId, runId),
  ])
  const impactOf = new Map(impacts.map(({ raterId, ...impact }) => [raterId, impact]))
  const isDriftAsked = needsDrift && runId !== null
  const raterIds = rows.map(({ id }) => id)
  const drift = isDriftAsked ? await waitAtMost(driftOfEveryRater(projectId, runId, raterIds), waitMs) : null
  const driftOf = new Map(drift?.map((one) => [one.raterId, one]))
  const raters = rows.map((row): TableRater => {
    const { id } = row
    const fromFiles = imported.get(id)
    const judged = golden.get(id)
    return {
      ...selectedOf(row),
      votes: {
        no: row.no + (fromFiles?.no ?? 0),
        maybe: row.maybe + (fromFiles?.maybe ?? 0),
        yes: row.yes + (fromFiles?.yes ?? 0),
      },
      agreement: agreement?.get(id) ?? null,
      golden: judged?.marks ?? null,
      matrix: judged
        ? { from: 'golden', holds: sharesOf(judged.counts.holds), holdsNot: sharesOf(judged.counts.holdsNot) }
        : (matrices?.get(id) ?? null),
      secondsPerCandidate: secondsPerCandidate(row),
      drift: driftOf.get(id) ?? null,
      impact: impactOf.get(id) ?? null,
    }
  })
  return {
    raters,
    hasSimulated: project.hasSimulated,
    runId,
    agreementOf: reportId === null ? null : await basisOf(projectId, reportId),
    isDriftPending: isDriftAsked && drift === null,
  }
}

type FilteredRater = Pick<
  TableRater,
  'kind' | 'isExpert' | 'isPaused' | 'isExcluded' | 'golden' | 'drift' | 'openAlerts' | 'openFlags'
>

const isIn: Record<RaterState, (rater: FilteredRater) => boolean> = {
  active: ({ isPaused, isExcluded }) => !isPaused && !isExcluded,
  paused: ({ isPaused, isExcluded }) => isPaused && !isExcluded,
  excluded: ({ isExcluded }) => isExcluded,
  alert: ({ openAlerts }) => openAlerts > 0,
  flag: ({ openFlags }) => openFlags > 0,
}

export const filterRaters = <Rater extends FilteredRater>(
  raters: readonly Rater[],
  { state, kind, goldenBelow, hasFallen }: RaterView,
): Rater[] =>
  raters.filter(
    (rater) =>
      (state === null || isIn[state](rater)) &&
      (kind === null || (kind === 'expert' ? rater.isExpert : rater.kind === kind && !rater.isExpert)) &&
      (goldenBelow === null || (rater.golden?.balanced != null && rater.golden.balanced.share < goldenBelow)) &&
      (!hasFallen || rater.drift?.direction === 'falls'),
  )
