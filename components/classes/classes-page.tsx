import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { tablePage } from '@/components/kit/table-rows'
import { Combine, StickyNote } from '@/components/ui/generated/icons'
import { Link, LinkButton } from '@/components/ui/link'
import type { ClassRow, ShareEstimate } from '@/lib/contracts/classes/class'
import { type ClassView, classAddress } from '@/lib/domain/classes/class-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ClassStatisticsHeader, type ClassStatisticsPage } from './class-statistics-header'
import { ClassSearch, FilterLink } from './filter-link'
import { ShareText } from './share-text'

interface ClassesPageProps extends ClassStatisticsPage {
  classCount: number
  /** Classes that match the view's filter. */
  rows: ClassRow[]
  view: ClassView
}

export function ClassesPage(props: ClassesPageProps) {
  const { slug, classCount, rows, view } = props
  const base = `/projects/${slug}/classes`
  const columns = columnsOf(base)
  const addressOf = (change: Partial<ClassView>) => base + classAddress.write({ ...view, page: 1, ...change })
  return (
    <>
      <ClassStatisticsHeader page={props} title={projectPages.classes.title}>
        {classCount === 0 ? 'No classes yet' : counted(classCount, 'class', 'classes')}.{' '}
      </ClassStatisticsHeader>
      {classCount > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <ClassSearch name={view.name} address={addressOf({ name: '' })} />
          <FilterLink word="With a decision" isOn={view.isDecided} href={addressOf({ isDecided: !view.isDecided })} />
          <FilterLink word="With a note" isOn={view.hasNote} href={addressOf({ hasNote: !view.hasNote })} />
          <span className="ms-auto text-second text-small tabular-nums">{wholeNumber(rows.length)} found</span>
        </div>
      )}
      <DataTable
        label="Classes"
        columns={columns}
        {...tablePage(rows, columns, view)}
        rowKey={({ index }) => index}
        addressOf={addressOf}
        isDense
        empty={
          !view.name && !view.isDecided && !view.hasNote
            ? {
                title: 'No classes yet',
                children: 'Classes come from the names of folders, from a file of classes, or from ImageNet-1k.',
                action: <LinkButton href={`/projects/${slug}/data`}>Import classes</LinkButton>,
              }
            : {
                title: 'No matching classes',
                children: 'Search for part of a name, an index or an id, or remove a filter.',
                action: (
                  <LinkButton scroll={false} href={base + classAddress.write({ sort: view.sort })}>
                    Show all classes
                  </LinkButton>
                ),
              }
        }
      />
      {classCount > 0 && (
        <p className="mt-3 max-w-[760px] text-pretty text-second text-small">
          Images without votes do not count: kept = original − dropped + added. Dropped, changed and added are shares of
          images with their 95% intervals. Agreement is Krippendorff’s alpha when last measured. Model precision is the
          share of top-1 predictions of the class where it is kept.
        </p>
      )}
    </>
  )
}

type ShareKey = keyof NonNullable<ClassRow['shares']>

const shareOf = ({ part, whole }: ShareEstimate) => (whole > 0 ? part / whole : null)
const share = (key: ShareKey, head: string, title: string): Column<ClassRow> =>
  numberColumn(key, head, ({ shares }) => shares && <ShareText of={shares[key]} />, {
    title,
    sortValue: ({ shares }) => shares && shareOf(shares[key]),
  })
const count = (
  key: string,
  head: string,
  figure: (figures: NonNullable<ClassRow['figures']>) => number,
  title?: string,
): Column<ClassRow> => {
  const value = ({ figures }: ClassRow) => figures && figure(figures)
  return numberColumn(key, head, value, { title, sortValue: value })
}

const columnsOf = (base: string): Column<ClassRow>[] => [
  {
    key: 'name',
    head: 'Class',
    risesFirst: true,
    sortValue: ({ name }) => name,
    cell: ({ index, name, hasNote, decisionCount }) => (
      <span className="flex items-center gap-1.5">
        <Link
          href={`${base}/${index}`}
          prefetch={false}
          className="truncate hover:underline touch:min-w-6"
          title={name}
        >
          {name}
        </Link>
        {hasNote && <StickyNote role="img" aria-label="has a note" size={13} className="shrink-0 text-accent" />}
        {decisionCount > 0 && (
          <Combine
            role="img"
            aria-label={counted(decisionCount, 'decision')}
            size={13}
            className="shrink-0 text-accent"
          />
        )}
      </span>
    ),
    className: 'max-w-[220px]',
  },
  numberColumn('index', 'Index', ({ index }) => String(index), {
    risesFirst: true,
    sortValue: ({ index }) => index,
    className: 'text-second',
  }),
  {
    ...count('original', 'Original', ({ ratedCount }) => ratedCount, 'Rated images with this original label'),
    cellTitle: ({ figures }) =>
      figures ? `Rated: ${wholeNumber(figures.ratedCount)} of ${counted(figures.originalCount, 'image')}` : undefined,
  },
  count('kept', 'Kept', ({ keptCount }) => keptCount, 'Rated images that keep this label, whatever the original one'),
  share('lost', 'Dropped', 'Share of rated images with this original label that do not keep it'),
  share('changed', 'Changed', 'Share of rated images with this original label whose labels are not just that one'),
  share('gained', 'Added', 'Share of rated images that keep it and have another original label or none'),
  numberColumn('alpha', 'Agreement', ({ alpha }) => alpha && <FigureText figure={alpha} />, {
    title: 'Krippendorff’s alpha on this class’s candidates, when last measured',
    risesFirst: true,
    sortValue: ({ alpha }) => alpha?.value,
  }),
  count('votes', 'Votes', ({ noCount, maybeCount, yesCount }) => noCount + maybeCount + yesCount),
  {
    ...share('models', 'Model precision', 'Share of the models’ top-1 predictions of this class where it is kept'),
    risesFirst: true,
  },
]
