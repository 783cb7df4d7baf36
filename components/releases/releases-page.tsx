import { SimulatedMark } from '@/components/kit/simulated-mark'
import { BookMarked } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { PublishAction, PublishProgress } from './publishing'
import { ReleaseList } from './release-list'

interface ReleasesPageProps {
  slug: string
  releases: ReleaseSummary[]
  runs: RunSummary[]
  jobs: JobSummary[]
}

function stateSentence(releases: readonly ReleaseSummary[], runs: readonly RunSummary[]): string {
  if (releases.length === 0) return 'No releases yet.'
  const current = releases.find(({ withdrawn }) => withdrawn === null)
  if (!current) return `${counted(releases.length, 'release')}, all withdrawn.`
  const since =
    runs.length > 0 && runs[0]!.id > current.runId ? ` Run ${runs[0]!.id} is newer than its run ${current.runId}.` : ''
  return `Release ${current.version} is current: ${counted(current.labelCount, 'label')} on ${wholeNumber(current.labelledImageCount)} of ${counted(current.imageCount, 'image')}.${since}`
}

export function ReleasesPage({ slug, releases, runs, jobs }: ReleasesPageProps) {
  return (
    <>
      <PageHeader
        title={projectPages.releases.title}
        action={
          <>
            {releases.some(({ hasSimulated }) => hasSimulated) && <SimulatedMark />}
            {runs.length > 0 && <PublishAction slug={slug} runs={runs} releases={releases} jobs={jobs} />}
          </>
        }
      >
        {stateSentence(releases, runs)}
      </PageHeader>
      <PublishProgress slug={slug} jobs={jobs} releases={releases} />
      {releases.length > 0 ? (
        <ReleaseList slug={slug} releases={releases} />
      ) : (
        <EmptyCard
          icon={<BookMarked aria-hidden size={24} strokeWidth={1.5} />}
          title={runs.length > 0 ? 'No releases yet' : 'Nothing to publish yet'}
          action={runs.length > 0 ? null : <MainLink href={`/projects/${slug}/aggregation`}>Aggregate votes</MainLink>}
        >
          {runs.length > 0
            ? 'A release contains the labels of a run with scores, votes, raters and texts, under one hash, for others to cite. It never changes.'
            : 'A release is made from a run. Aggregate the votes first.'}
        </EmptyCard>
      )}
    </>
  )
}
