import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { RowLink } from '@/components/kit/row-link'

interface ComparedClass {
  name: string
  /** URL of the class's labels. Null if there is no such page. */
  href: string | null
  gained: number
  lost: number
}

/** Two bars from the center: lost before it, gained after it. */
export function ComparisonClasses({ classes }: { classes: ComparedClass[] }) {
  const most = Math.max(1, ...classes.flatMap(({ gained, lost }) => [gained, lost]))
  const width = (count: number) => ({ width: `${(count / most) * 100}%` })
  const columns: Column<ComparedClass>[] = [
    {
      key: 'class',
      head: 'Class',
      cell: ({ name, href }) => (href === null ? name : <RowLink href={href}>{name}</RowLink>),
    },
    numberColumn('lost', 'Dropped', ({ lost }) => lost),
    {
      key: 'bars',
      head: 'Dropped and added as bars',
      importance: 'low',
      isHeadHidden: true,
      cell: ({ lost, gained }) => (
        <span aria-hidden className="grid h-2 grid-cols-2 gap-px">
          <span className="flex justify-end">
            <span className="h-full rounded-l-full bg-no" style={width(lost)} />
          </span>
          <span className="flex">
            <span className="h-full rounded-r-full bg-yes" style={width(gained)} />
          </span>
        </span>
      ),
      className: 'w-[40%]',
    },
    { key: 'gained', head: 'Added', cell: ({ gained }) => gained, className: 'tabular-nums' },
  ]
  return (
    <DataTable
      label="Classes whose labels differ"
      columns={columns}
      rows={classes}
      rowKey={({ name, href }) => href ?? name}
    />
  )
}
