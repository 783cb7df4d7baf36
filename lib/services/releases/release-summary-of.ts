import { type ReleaseSummary, storedFacts } from '@/lib/contracts/releases/release'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import type { PublishedRelease } from './get-release'

const withdrawalOf = ({ withdrawal }: Pick<PublishedRelease, 'withdrawal'>) =>
  withdrawal && { reason: withdrawal.reason, at: withdrawal.createdAt.toISOString() }

export function releaseSummaryOf(release: PublishedRelease): ReleaseSummary {
  const { hashed } = storedFacts.parse(release.facts)
  const { counts, run } = hashed
  return {
    id: release.id,
    version: release.version,
    run: release.runId,
    publishedAt: release.publishedAt.toISOString(),
    checksum: release.checksum,
    notes: release.notes,
    title: run.title,
    threshold: run.threshold,
    imageCount: counts.images,
    labelCount: counts.labels,
    voteCount: voteCountOf(hashed),
    changedImageCount: counts.changedImages,
    hasSimulated: hashed.hasSimulated,
    withdrawn: withdrawalOf(release),
  }
}
