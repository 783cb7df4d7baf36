import { clsx } from 'clsx'
import { Link, LinkButton } from '@/components/ui/link'
import { EmptyCard } from '@/components/ui/page'
import type { ConfusedPair, ConfusionMap } from '@/lib/contracts/classes/class'
import { type ConfusionView, confusers, confusionAddress, decisionFilters } from '@/lib/domain/classes/confusion-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { confuserMeaning, confuserWord, decisionFilterWord } from '@/lib/wording/classes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ClassStatisticsHeader, type ClassStatisticsPage } from './class-statistics-header'
import { ConfusionHeatMap } from './confusion-heat-map'
import { ClassSearch, FilterLink } from './filter-link'
import { ClassPairTable } from './pair-table'

interface PairsPageProps extends ClassStatisticsPage {
  rows: ConfusedPair[]
  foundCount: number
  decidedCount: number
  pageCount: number
  map: ConfusionMap
  view: ConfusionView
}

interface PairFiltersProps extends Pick<PairsPageProps, 'view' | 'foundCount'> {
  addressOf: (change: Partial<ConfusionView>) => string
}

function PairFilters({ view, foundCount, addressOf }: PairFiltersProps) {
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <ConfuserChoice view={view} addressOf={addressOf} />
        <ClassSearch name={view.name} address={addressOf({ name: '' })} />
      </div>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {decisionFilters.map((decision) => (
          <FilterLink
            key={decision}
            word={decisionFilterWord[decision]}
            isOn={view.decision === decision}
            href={addressOf({ decision: view.decision === decision ? null : decision })}
          />
        ))}
        <span className="ms-auto text-second text-small tabular-nums">{wholeNumber(foundCount)} found</span>
      </div>
      <p className="mb-5 max-w-[820px] text-pretty text-second">{confuserMeaning[view.by]}</p>
    </>
  )
}

interface NoPairsProps {
  slug: string
  base: string
  view: ConfusionView
  runId: number | null
  isPending: boolean
}

function NoPairs({ slug, base, view, runId, isPending }: NoPairsProps) {
  if (isPending)
    return (
      <EmptyCard title="Being computed">
        Class pairs appear here as soon as the statistics for run {runId} are computed.
      </EmptyCard>
    )
  if (view.name !== '' || view.decision !== null)
    return (
      <EmptyCard
        title="No matching class pairs"
        action={
          <LinkButton scroll={false} href={base + confusionAddress.write({ ...confusionAddress.initial, by: view.by })}>
            Show all class pairs
          </LinkButton>
        }
      >
        Search for part of a name or an index, or remove a filter.
      </EmptyCard>
    )
  return (
    <EmptyCard
      title="No class pairs yet"
      action={runId === null && <LinkButton href={`/projects/${slug}/aggregation`}>Aggregate votes</LinkButton>}
    >
      Class pairs that raters, original labels or models confuse appear here once you have aggregated votes.
    </EmptyCard>
  )
}

const decidedText = (count: number) => (count === 0 ? '' : `${counted(count, 'class pair')} decided. `)

export function PairsPage(props: PairsPageProps) {
  const { slug, rows, foundCount, decidedCount, pageCount, map, view, runId, countedAt, isOutdated } = props
  const base = `/projects/${slug}/classes/pairs`
  const addressOf = (change: Partial<ConfusionView>) => base + confusionAddress.write({ ...view, page: 1, ...change })
  const isEmpty = runId === null && decidedCount === 0
  const isPending = isOutdated && countedAt === null
  return (
    <>
      <ClassStatisticsHeader page={props} title={projectPages.classPairs.title}>
        {decidedText(decidedCount)}
      </ClassStatisticsHeader>
      {!isEmpty && !isPending && <PairFilters view={view} foundCount={foundCount} addressOf={addressOf} />}
      {rows.length === 0 ? (
        <NoPairs slug={slug} base={base} view={view} runId={runId} isPending={isPending} />
      ) : (
        <>
          <ClassPairTable
            slug={slug}
            label="Class pairs"
            rows={rows}
            by={view.by}
            page={view.page}
            pageCount={pageCount}
            addressOf={addressOf}
          />
          <p className="mt-3 max-w-[820px] text-pretty text-second text-small">
            Each figure is a number of images, its share of the images where the confusion was possible, and the 95%
            interval of that share.
          </p>
        </>
      )}
      {map.classes.length > 0 && (
        <div className="mt-9">
          <ConfusionHeatMap slug={slug} by={view.by} map={map} />
        </div>
      )}
    </>
  )
}

/** Selects the source of confusion, such as raters or models. The choice is in the URL. */
function ConfuserChoice({ view, addressOf }: Pick<PairFiltersProps, 'view' | 'addressOf'>) {
  return (
    <nav aria-label="Confused by">
      <ul className="flex w-fit flex-wrap gap-px overflow-hidden rounded-control border border-edge bg-edge">
        {confusers.map((by) => (
          <li key={by} className="grow bg-card">
            <Link
              href={addressOf({ by })}
              scroll={false}
              prefetch={false}
              aria-current={view.by === by || undefined}
              className={clsx(
                'flex h-[30px] items-center justify-center whitespace-nowrap px-2.5 text-[13px] focus-visible:outline-offset-[-2px] touch:h-11',
                view.by === by ? 'bg-accent-soft font-medium text-accent' : 'text-second hover:text-text',
              )}
            >
              {confuserWord[by]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
