import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { Overview } from '@/components/projects/overview'
import { requirePageActor } from '@/lib/auth/page-actor'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { offeredFiles } from '@/lib/services/export-formats'
import { listImages } from '@/lib/services/images/list-images'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readDashboard } from '@/lib/services/projects/read-dashboard'
import { readFirstSteps } from '@/lib/services/projects/read-first-steps'
import { ifAllowed } from './if-allowed'

export const metadata: Metadata = { title: projectPages.overview.title }
export const dynamic = 'force-dynamic'

interface OverviewPageProps {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OverviewPage({ params, searchParams }: OverviewPageProps) {
  const { project: slug } = await params
  const { by } = await searchParams
  const actor = await requirePageActor(`/projects/${slug}`)
  const found = await ifAllowed(
    Promise.all([
      readDashboard(actor, slug),
      listJobs(actor, slug),
      listImages(actor, { slug, filter: { ...imageAddress.initial, isChanged: true }, pageSize: 3 }),
      readFirstSteps(actor, slug),
    ]),
  )
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ dashboard, ...project }, { jobs }, { filter: _, ...results }, steps] = found
  const unit = by === 'day' ? 'day' : 'hour'
  return (
    <Overview
      project={{ slug, ...project }}
      dashboard={dashboard}
      unit={unit}
      jobs={jobs}
      results={results}
      steps={steps}
      files={offeredFiles}
    />
  )
}
