import type { Metadata } from 'next'
import { ClassesPage } from '@/components/classes/classes-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { classAddress } from '@/lib/domain/classes/class-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readClasses } from '@/lib/services/classes/read-classes'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.classes.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = classAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/classes${classAddress.write(view)}`)
  const found = await ifAllowed(Promise.all([readClasses(actor, { slug, view }), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [page, { jobs }] = found
  return <ClassesPage slug={slug} jobs={jobs} view={view} {...page} />
}
