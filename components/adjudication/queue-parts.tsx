import { UnsaidFigure } from '@/components/kit/figure-mark'
import { useWaitingChange } from '@/components/kit/use-waiting-change'
import { WaySwitch } from '@/components/kit/way-switch'
import { EmptyState } from '@/components/ui/empty-state'
import { CircleCheck } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import type { AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { type AdjudicationView, adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import type { ExpertWay } from '@/lib/domain/golden/expert-way'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { QueueFilters } from './queue-filters'

interface QueueParts {
  slug: string
  view: AdjudicationView
  progress: AdjudicationWorkspace['progress']
}

function stateSentence({ sent, near, differ, adjudicated, changes }: AdjudicationWorkspace['progress']): string {
  if (sent + near + differ === 0) return `No candidates to decide; ${wholeNumber(adjudicated, 'en')} decided.`
  const expected = changes.toLocaleString('en', { maximumFractionDigits: changes < 100 ? 1 : 0 })
  const asked = sent > 0 ? `${counted(sent, 'candidate was', 'candidates were', 'en')} sent by an admin; ` : ''
  return `${asked}${counted(near + differ, sent > 0 ? 'other' : 'candidate', sent > 0 ? 'others' : 'candidates', 'en')} could still change; ${wholeNumber(adjudicated, 'en')} decided. Deciding the rest is expected to change ${expected} labels.`
}

export function QueueHeader(props: QueueParts & { way: ExpertWay; className: string | null }) {
  const { slug, view, way, progress, className } = props
  const waiting = progress.sent + progress.near + progress.differ
  useWaitingChange(slug, waiting)
  const filters = adjudicationAddress.write(view)
  const hrefBy = (by: ExpertWay) => `/projects/${slug}/adjudication${filters}${filters === '' ? '?' : '&'}by=${by}`
  return (
    <>
      <PageHeader
        title={projectPages.adjudication.title}
        action={<WaySwitch way={way} hrefs={{ image: hrefBy('image'), class: hrefBy('class') }} />}
      >
        {stateSentence(progress)}
        <UnsaidFigure of="waiting-adjudication" value={waiting} />
      </PageHeader>
      <QueueFilters slug={slug} view={view} progress={progress} className={className} />
    </>
  )
}

export function NothingLeft({ slug, view, progress, isAdmin }: QueueParts & { isAdmin: boolean }) {
  const isFiltered = view.kind !== null || view.classIndex !== null || view.image !== null
  const action = isFiltered ? (
    <LinkButton tone="main" href={`/projects/${slug}/adjudication`}>
      Show all candidates
    </LinkButton>
  ) : (
    isAdmin && (
      <LinkButton tone="main" href={`/projects/${slug}/aggregation`}>
        {progress.adjudicated > 0 ? 'Aggregate with these decisions' : 'Go to aggregation'}
      </LinkButton>
    )
  )
  return (
    <EmptyState
      icon={<CircleCheck aria-hidden size={24} />}
      title={isFiltered ? 'No candidates could change' : 'Nothing to decide'}
      action={action}
    >
      This page lists candidates that an admin sent, and after an aggregation those whose label could change: scores
      near the threshold, or experts who disagree. Your decisions count as golden answers in the next aggregation.
    </EmptyState>
  )
}
