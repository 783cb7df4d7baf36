import { Moment } from '@/components/kit/moment'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { PageHeader } from '@/components/ui/page-header'
import type { ClassRow } from '@/lib/contracts/classes/class'
import type { JobSummary } from '@/lib/contracts/jobs'
import { type ClassView, classAddress } from '@/lib/domain/classes/class-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ClassTable } from './class-table'
import { CountState } from './count-state'
import { ClassSearch, FilterLink } from './filter-link'

export interface CountedState {
  runId: number | null
  countedAt: string | null
  isOutdated: boolean
}

interface ClassesPageProps extends CountedState {
  slug: string
  jobs: JobSummary[]
  hasSimulated: boolean
  classCount: number
  /** Classes that match the view's filter. */
  rows: ClassRow[]
  view: ClassView
}

/** Says which run the statistics of a page come from. */
export function CountedFrom({ runId, countedAt }: Pick<CountedState, 'runId' | 'countedAt'>) {
  if (runId === null) return <>Statistics appear here once you have aggregated votes.</>
  if (countedAt === null) return <>Computing statistics for run {runId}…</>
  return (
    <>
      From run {runId} and all votes at the time, computed <Moment at={countedAt} />.
    </>
  )
}

export function ClassesPage(props: ClassesPageProps) {
  const { slug, jobs, hasSimulated, classCount, rows, view, runId, countedAt, isOutdated } = props
  const base = `/projects/${slug}/classes`
  const addressOf = (change: Partial<ClassView>) => base + classAddress.write({ ...view, page: 1, ...change })
  return (
    <>
      <PageHeader title={projectPages.classes.title} action={hasSimulated && <SimulatedMark />}>
        {classCount === 0 ? 'No classes yet' : counted(classCount, 'class', 'classes', 'en')}.{' '}
        <CountedFrom runId={runId} countedAt={countedAt} />
      </PageHeader>
      <CountState slug={slug} jobs={jobs} runId={runId} isOutdated={isOutdated} />
      {classCount > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <ClassSearch name={view.name} address={addressOf({ name: '' })} />
          <FilterLink word="With a decision" isOn={view.isDecided} href={addressOf({ isDecided: !view.isDecided })} />
          <FilterLink word="With a note" isOn={view.hasNote} href={addressOf({ hasNote: !view.hasNote })} />
          <span className="ms-auto text-second text-small tabular-nums">{wholeNumber(rows.length, 'en')} found</span>
        </div>
      )}
      <ClassTable slug={slug} view={view} rows={rows} />
      {classCount > 0 && (
        <p className="mt-3 max-w-[760px] text-pretty text-second text-small">
          Dropped, changed and added are shares of images with their 95% intervals; images without votes do not count.
          Agreement is Krippendorff’s alpha when last measured. Model precision is the share of top-1 predictions of the
          class where it is kept.
        </p>
      )}
    </>
  )
}
