import type { Metadata } from 'next'
import { PairsPage } from '@/components/classes/pairs-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { confusionAddress } from '@/lib/domain/classes/confusion-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readClassPairs } from '@/lib/services/classes/read-class-pairs'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.classPairs.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = confusionAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/classes/pairs${confusionAddress.write(view)}`)
  const found = await ifAllowed(Promise.all([readClassPairs(actor, { slug, view }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <PairsPage slug={slug} jobs={jobs} {...page} />
}
