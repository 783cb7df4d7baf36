import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { RaterImpactSection } from '@/components/raters/rater-impact'
import { RaterMessages } from '@/components/raters/rater-messages'
import { RaterOverview } from '@/components/raters/rater-overview'
import { RaterPrivacy } from '@/components/raters/rater-privacy'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readRater } from '@/lib/services/raters/read-rater'
import { readRaterImpact } from '@/lib/services/raters/read-rater-impact'
import { readRaterPace } from '@/lib/services/raters/read-rater-pace'
import { ifAllowed } from '../../if-allowed'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; rater: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Rater ${addressId((await params).rater) ?? ''}`.trim() }
}

export default async function RaterPage({ params, searchParams }: Props) {
  const [{ project: slug, rater }, { run, page }] = await Promise.all([params, searchParams])
  const raterId = addressId(rater)
  const runId = addressId(run)
  const query = runId === null ? '' : `?run=${runId}`
  const here = `/projects/${slug}/raters/${raterId ?? ''}${query}`
  const actor = await requirePageActor(here)
  if (raterId === null) notFound()
  const found = await ifAllowed(
    Promise.all([
      readRater(actor, { slug, raterId, runId }),
      readRaterPace(actor, { slug, raterId }),
      listJobs(actor, slug),
    ]),
  )
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [detail, pace, { jobs }] = found
  const impact =
    detail.run &&
    (await readRaterImpact(actor, { slug, raterId, runId: detail.run.id, page: Math.max(1, addressId(page) ?? 1) }))
  const isPerson = detail.kind === 'human' || detail.kind === 'panel'
  return (
    <>
      <RaterOverview slug={slug} rater={detail} pace={pace} wantedRun={runId} />
      <RaterImpactSection
        slug={slug}
        raterId={raterId}
        isLeftOut={detail.status.isLeftOut}
        runId={detail.run?.id ?? null}
        impact={impact}
        jobs={jobs}
        here={here}
      />
      {isPerson && <RaterMessages slug={slug} raterId={raterId} />}
      {isPerson && <RaterPrivacy slug={slug} raterId={raterId} />}
    </>
  )
}
