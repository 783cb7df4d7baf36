import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ClassPage } from '@/components/classes/class-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import { readClass } from '@/lib/services/classes/read-class'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: 'Class' }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string; class: string }> }) {
  const { project: slug, class: place } = await params
  const index = addressId(place)
  const actor = await requirePageActor(`/projects/${slug}/classes/${place}`)
  if (index === null) notFound()
  const found = await ifAllowed(Promise.all([readClass(actor, { slug, index }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <ClassPage slug={slug} jobs={jobs} {...page} />
}
