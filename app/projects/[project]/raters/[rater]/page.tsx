import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsAdmin } from '@/components/projects/needs-admin'
import { RaterOverview } from '@/components/raters/rater-overview'
import { RaterPrivacy } from '@/components/raters/rater-privacy'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { readRater } from '@/lib/services/read-rater'
import { readRaterPace } from '@/lib/services/read-rater-pace'
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
  const [{ project: slug, rater }, { run }] = await Promise.all([params, searchParams])
  const raterId = addressId(rater)
  const runId = addressId(run)
  const query = runId === null ? '' : `?run=${runId}`
  const actor = await requirePageActor(`/projects/${slug}/raters/${raterId ?? ''}${query}`)
  if (raterId === null) notFound()
  const found = await ifAllowed(
    Promise.all([readRater(actor, { slug, raterId, runId }), readRaterPace(actor, { slug, raterId })]),
  )
  if (!found) return <NeedsAdmin slug={slug} />
  const [detail, pace] = found
  const isPerson = detail.kind === 'human' || detail.kind === 'panel'
  return (
    <>
      <RaterOverview slug={slug} rater={detail} pace={pace} wantedRun={runId} />
      {isPerson && <RaterPrivacy slug={slug} raterId={raterId} />}
    </>
  )
}
