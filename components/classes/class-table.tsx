import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { tablePage } from '@/components/kit/table-rows'
import { Combine, StickyNote } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import type { ClassRow, CountedShare } from '@/lib/contracts/classes/class'
import { type ClassView, classAddress } from '@/lib/domain/classes/class-view'
import { counted } from '@/lib/wording/number'
import { ShareText } from './share-text'

interface ClassTableProps {
  slug: string
  view: ClassView
  rows: ClassRow[]
}

type ShareKey = keyof NonNullable<ClassRow['shares']>

const shareOf = ({ part, whole }: CountedShare) => (whole > 0 ? part / whole : null)
const share = (key: ShareKey, head: string, title: string): Column<ClassRow> => ({
  ...{ key, head, title, isNumber: true },
  sortValue: ({ shares }) => shares && shareOf(shares[key]),
  cell: ({ shares }) => shares && <ShareText of={shares[key]} />,
})
const count = (
  key: string,
  head: string,
  figure: (figures: NonNullable<ClassRow['figures']>) => number,
  title?: string,
): Column<ClassRow> => ({
  ...{ key, head, title, isNumber: true },
  sortValue: ({ figures }) => figures && figure(figures),
  cell: ({ figures }) => figures && figure(figures),
})

const columnsOf = (base: string): Column<ClassRow>[] => [
  {
    key: 'name',
    head: 'Class',
    risesFirst: true,
    sortValue: ({ name }) => name,
    cell: ({ index, name, hasNote, decisionCount }) => (
      <span className="flex items-center gap-1.5">
        <Link href={`${base}/${index}`} prefetch={false} className="truncate hover:underline" title={name}>
          {name}
        </Link>
        {hasNote && <StickyNote role="img" aria-label="has a note" size={13} className="shrink-0 text-accent" />}
        {decisionCount > 0 && (
          <Combine
            role="img"
            aria-label={counted(decisionCount, 'decision', 'decisions', 'en')}
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
  count('original', 'Original', ({ originalCount }) => originalCount, 'Images with this original label'),
  count('kept', 'Kept', ({ keptCount }) => keptCount, 'Rated images that keep this label'),
  share('lost', 'Dropped', 'Share of rated images with this original label that do not keep it'),
  share('changed', 'Changed', 'Share of rated images with this original label whose labels are not just that one'),
  share('gained', 'Added', 'Share of images that keep it but have a different original label'),
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

export function ClassTable({ slug, view, rows }: ClassTableProps) {
  const base = `/projects/${slug}/classes`
  const columns = columnsOf(base)
  return (
    <DataTable
      label="Classes"
      columns={columns}
      {...tablePage(rows, columns, view)}
      rowKey={({ index }) => index}
      addressOf={(change) => base + classAddress.write({ ...view, ...change })}
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
  )
}
