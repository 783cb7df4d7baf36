import type { AgreementRequest } from '@/lib/agreement/agreement-parts'
import type { AgreementInput, AgreementResult } from '@/lib/contracts/agreement'
import { findCandidateDays, insertAgreementPoint, insertAgreementReport } from '@/lib/db/agreement/agreement-query'
import { findClassPaths } from '@/lib/db/classes/class-query'
import { readAggregationRows } from '@/lib/db/runs/read-aggregation-rows'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import { type ComputedBy, runInThisThread } from '@/lib/services/compute'
import { type ImportHooks, stepProgress, withImportSession } from '@/lib/services/progress'
import { aggregationData } from '@/lib/services/runs/aggregation-data'
import { type AgreementDivisions, agreementDivisions, agreementInputHash } from './agreement-divisions'
import { agreementReportOf } from './agreement-report-of'
import { computeAgreement } from './compute-agreement'

type AgreementHooks = ImportHooks<AgreementResult> & ComputedBy<typeof computeAgreement>

/** Fewer shared candidates say almost nothing about a pair of raters. */
const minimumShared = 20

/** Stores the newest report. Throws AppError `conflict` if no candidate has two votes. */
export async function measureAgreement(
  actor: Actor,
  { slug, projectRoot, seed, replicates }: AgreementInput & { slug: string; projectRoot: string },
  { compute = runInThisThread(computeAgreement), beforeCommit, onProgress, signal }: AgreementHooks = {},
): Promise<AgreementResult> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const rows = await readAggregationRows(projectId, stepProgress({ onProgress, signal }, 'Reading votes'))
  const { votes, candidateImage } = aggregationData(rows).input
  if (!hasPairs(votes.itemStart))
    throw conflict(
      'No candidate has two votes yet, so there is nothing to compare. Have some tasks rated by a second rater first.',
    )
  const [classes, days] = await Promise.all([findClassPaths(projectId), findCandidateDays(projectId, rows.readAt)])
  const divisions: AgreementDivisions = agreementDivisions(rows.candidates, classes, days)
  const request: AgreementRequest = {
    votes,
    itemCluster: candidateImage,
    clusterCount: rows.images.id.length,
    groups: divisions.groups,
    classes: divisions.classes,
    days: divisions.days,
    minimumShared,
    seed,
    replicates,
  }
  const parts = await compute(request, {
    signal,
    onProgress: (done, total) => onProgress?.('Measuring agreement', done, total),
  })
  signal?.throwIfAborted()

  const raterIds = rows.raters.id
  const report = agreementReportOf(parts, { divisions, raterIds, voteCount: votes.voteCount, minimumShared })
  const inputHash = agreementInputHash(request)
  const version = await codeVersion(projectRoot)
  const { alphaOrdinal, alphaNominal, fleissKappa, rawAgreement, candidateCount } = report.overall
  const acrossRaters = report.acrossRaters ?? null
  const figures = { alphaOrdinal, alphaNominal, fleissKappa, rawAgreement, acrossRaters }
  const counts = { voteCount: votes.voteCount, candidateCount, raterCount: report.byRater.length }
  return withImportSession({ signal, beforeCommit }, async (session) => {
    const reportId = await insertAgreementReport(session, {
      ...{ projectId, votesUntil: rows.readAt, inputHash, codeVersion: version, seed, replicates },
      report,
    })
    // The overview shows the newest point.
    const { value: alpha, low, high } = alphaOrdinal
    if (alpha !== null)
      await insertAgreementPoint(session, { projectId, at: rows.readAt, voteCount: votes.voteCount, alpha, low, high })
    const result = { reportId, ...counts, ...figures, inputHash }
    const details = { reportId, seed, replicates, inputHash }
    await writeAuditEvent(session, { projectId, userId, action: 'project.measure-agreement', details })
    return result
  })
}

function hasPairs(itemStart: Int32Array): boolean {
  for (let item = 1; item < itemStart.length; item++) if (itemStart[item]! - itemStart[item - 1]! > 1) return true
  return false
}
