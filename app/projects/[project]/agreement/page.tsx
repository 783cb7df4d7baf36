import type { Metadata } from 'next'
import { AgreementOverview } from '@/components/agreement/agreement-overview'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { agreementAddress } from '@/lib/domain/agreement/agreement-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { classesNamed } from '@/lib/services/agreement/classes-named'
import { readAgreement } from '@/lib/services/agreement/read-agreement'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.agreement.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AgreementPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = agreementAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/agreement${agreementAddress.write(view)}`)
  const found = await ifAllowed(Promise.all([readAgreement(actor, slug), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ measured, voteCount, hasSimulated }, { jobs }] = found
  return (
    <AgreementOverview
      slug={slug}
      jobs={jobs}
      voteCount={voteCount}
      hasSimulated={hasSimulated}
      view={view}
      measured={measured && { ...measured, foundClasses: classesNamed(measured.report.byClass, view.name) }}
    />
  )
}
