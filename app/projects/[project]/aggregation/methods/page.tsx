import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { MethodComparisonView } from '@/components/runs/method-comparison'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readMethodComparison } from '@/lib/services/runs/read-method-comparison'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.methods.title }
export const dynamic = 'force-dynamic'

export default async function MethodsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/aggregation/methods`)
  const found = await ifAllowed(Promise.all([readMethodComparison(actor, slug), listJobs(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [comparison, { jobs }] = found
  return <MethodComparisonView slug={slug} jobs={jobs} {...comparison} />
}
