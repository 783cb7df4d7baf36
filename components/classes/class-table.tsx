import { Combine, StickyNote } from 'lucide-react'
import Link from 'next/link'
import { FigureText } from '@/components/kit/figure-text'
import { TablePager } from '@/components/kit/table-pager'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ClassRow } from '@/lib/contracts/classes/class'
import { type ClassView, classViewAddress, noClassView } from '@/lib/domain/classes/class-view'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ShareText } from './share-text'
import { SortCell } from './sort-cell'

interface ClassTableProps {
  slug: string
  view: ClassView
  rows: ClassRow[]
  pageCount: number
}

const nothing = { part: 0, whole: 0, interval: null }
const number = (value: number | undefined) => (value === undefined ? '–' : wholeNumber(value, 'en'))

export function ClassTable({ slug, view, rows, pageCount }: ClassTableProps) {
  const base = `/projects/${slug}/classes`
  if (rows.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState
          title="No class fits"
          action={
            <LinkButton scroll={false} href={base + classViewAddress({ ...noClassView, order: view.order })}>
              Show all classes
            </LinkButton>
          }
        >
          Look for a part of a name, an index or an id, or take a filter away.
        </EmptyState>
      </div>
    )
  const head = { base, view }
  return (
    <>
      <Table label="Classes" className="[&_td]:whitespace-nowrap [&_td]:px-2 [&_th]:px-2">
        <TableHead>
          <tr>
            <SortCell {...head} column="index" isNumber>
              Index
            </SortCell>
            <SortCell {...head} column="name">
              Class
            </SortCell>
            <SortCell {...head} column="original" isNumber title="Images with this original label">
              Original
            </SortCell>
            <SortCell {...head} column="kept" isNumber title="Rated images that keep this label">
              Kept
            </SortCell>
            <SortCell
              {...head}
              column="lost"
              isNumber
              title="Of the rated images with this original label: do not keep it"
            >
              Lost
            </SortCell>
            <SortCell
              {...head}
              column="changed"
              isNumber
              title="Of the rated images with this original label: keep other labels than just that one"
            >
              Changed
            </SortCell>
            <SortCell
              {...head}
              column="gained"
              isNumber
              title="Of the images that keep it: have another original label"
            >
              Gained
            </SortCell>
            <SortCell
              {...head}
              column="alpha"
              isNumber
              title="Krippendorff’s alpha on this class’s candidates, as last measured"
            >
              Agreement
            </SortCell>
            <SortCell {...head} column="votes" isNumber>
              Votes
            </SortCell>
            <SortCell {...head} column="models" isNumber title="Of the models’ first choices that name it: it is kept">
              Models right
            </SortCell>
          </tr>
        </TableHead>
        <tbody>
          {rows.map(({ index, name, hasNote, decisionCount, figures, shares, alpha }) => (
            <TableRow key={index}>
              <TableCell isNumber className="text-second">
                {index}
              </TableCell>
              <TableCell className="max-w-[220px] font-medium">
                <span className="flex items-center gap-1.5">
                  <Link href={`${base}/${index}`} prefetch={false} className="truncate hover:underline" title={name}>
                    {name}
                  </Link>
                  {hasNote && (
                    <StickyNote role="img" aria-label="has a note" size={13} className="shrink-0 text-accent" />
                  )}
                  {decisionCount > 0 && (
                    <Combine
                      role="img"
                      aria-label={counted(decisionCount, 'decision', 'decisions', 'en')}
                      size={13}
                      className="shrink-0 text-accent"
                    />
                  )}
                </span>
              </TableCell>
              <TableCell isNumber>{number(figures?.originalCount)}</TableCell>
              <TableCell isNumber>{number(figures?.keptCount)}</TableCell>
              <TableCell isNumber>
                <ShareText of={shares?.lost ?? nothing} />
              </TableCell>
              <TableCell isNumber>
                <ShareText of={shares?.changed ?? nothing} />
              </TableCell>
              <TableCell isNumber>
                <ShareText of={shares?.gained ?? nothing} />
              </TableCell>
              <TableCell isNumber>{alpha ? <FigureText figure={alpha} /> : '–'}</TableCell>
              <TableCell isNumber>
                {figures ? wholeNumber(figures.noCount + figures.maybeCount + figures.yesCount, 'en') : '–'}
              </TableCell>
              <TableCell isNumber>
                <ShareText of={shares?.models ?? nothing} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <TablePager
        label="Pages of classes"
        page={view.page}
        pageCount={pageCount}
        addressOf={(page) => base + classViewAddress({ ...view, page })}
      />
    </>
  )
}
