import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PairPage } from '@/components/classes/pair-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { readClassPair } from '@/lib/services/classes/read-class-pair'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../../../../if-allowed'

export const metadata: Metadata = { title: 'Class pair' }
export const dynamic = 'force-dynamic'

export default async function Page({
  params,
}: {
  params: Promise<{ project: string; first: string; second: string }>
}) {
  const { project: slug, ...places } = await params
  const [first, second] = [addressId(places.first), addressId(places.second)]
  const actor = await requirePageActor(`/projects/${slug}/classes/pairs/${places.first}/${places.second}`)
  if (first === null || second === null || first === second) notFound()
  const found = await ifAllowed(Promise.all([readClassPair(actor, { slug, first, second }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <PairPage slug={slug} jobs={jobs} {...page} />
}
