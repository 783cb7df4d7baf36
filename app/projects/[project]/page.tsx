import type { Metadata } from 'next'
import { NeedsAdmin } from '@/components/projects/needs-admin'
import { Overview } from '@/components/projects/overview'
import { requirePageActor } from '@/lib/auth/page-actor'
import { noImageFilter } from '@/lib/domain/image-filter'
import { browseImages } from '@/lib/services/browse-images'
import { listJobs } from '@/lib/services/list-jobs'
import { readFirstSteps } from '@/lib/services/read-first-steps'
import { readProjectOverview } from '@/lib/services/read-project-overview'
import { ifAllowed } from './if-allowed'

export const metadata: Metadata = { title: 'Overview' }
export const dynamic = 'force-dynamic'

export default async function OverviewPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}`)
  const found = await ifAllowed(
    Promise.all([
      readProjectOverview(actor, slug),
      listJobs(actor, slug),
      browseImages(actor, { slug, filter: noImageFilter, pageSize: 12 }),
      readFirstSteps(actor, slug),
    ]),
  )
  if (!found) return <NeedsAdmin slug={slug} />
  const [overview, { jobs }, { filter: _, ...results }, steps] = found
  return <Overview overview={overview} jobs={jobs} results={results} steps={steps} />
}
