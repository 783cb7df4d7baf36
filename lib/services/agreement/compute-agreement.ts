import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import { agreementOverall, type ClusterOptions } from '@/lib/agreement/agreement-by-stratum'
import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import type { AgreementVotes } from '@/lib/db/agreement/agreement-query'
import { answers } from '@/lib/domain/rating/answer'
import { numbered } from '@/lib/numeric/numbered'
import type { CountHooks } from '@/lib/services/compute'

export const computeAgreement = (request: AgreementRequest, { onProgress }: CountHooks) =>
  agreementParts(request, onProgress)

type PointRequest = ClusterOptions & { votes: VoteTable }

export const computePoint = ({ votes, ...options }: PointRequest, _hooks: object) => agreementOverall(votes, options)

/** In ascending order, as in reports and releases, so that the same votes have the same resamples and interval. */
function positions(ids: Int32Array): { position: Int32Array; count: number } {
  const index = numbered(ids.toSorted())
  return { position: ids.map((id) => index.get(id)!), count: index.size }
}

/** Items are candidates; clusters are images, which the bootstrap resamples. */
export function agreementPointRequest(
  { candidate, image, rater, answer }: AgreementVotes,
  bootstrap: { seed: number; replicates: number },
): PointRequest {
  const items = positions(candidate)
  const clusters = positions(image)
  const raters = positions(rater)
  const itemCluster = new Int32Array(items.count)
  for (let vote = 0; vote < candidate.length; vote++) itemCluster[items.position[vote]!] = clusters.position[vote]!
  const votes = voteTable({
    ...{ itemCount: items.count, raterCount: raters.count, answerCount: answers.length },
    ...{ item: items.position, rater: raters.position, answer },
  })
  return { votes, itemCluster, clusterCount: clusters.count, ...bootstrap }
}
