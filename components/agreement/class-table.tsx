import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FigureText } from '@/components/kit/figure-text'
import { TablePager } from '@/components/kit/table-pager'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ClassAgreement } from '@/lib/contracts/agreement'
import { type AgreementView, agreementViewAddress, type ClassOrder } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'
import { wholeNumber } from '@/lib/wording/number'

interface ClassTableProps {
  base: string
  view: AgreementView
  /** Those shown, in their order. */
  classes: ClassAgreement[]
  /** How many are found. */
  count: number
  pageCount: number
}

export function ClassTable({ base, view, classes, count, pageCount }: ClassTableProps) {
  const { measure } = view
  if (count === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState
          title={view.name === '' ? 'No class has two votes on a candidate yet' : 'No class of this name'}
          action={
            view.name !== '' && (
              <LinkButton scroll={false} href={base + agreementViewAddress({ ...view, name: '' })}>
                Show all classes
              </LinkButton>
            )
          }
        >
          {view.name === ''
            ? 'Classes stand here once their candidates have votes to compare.'
            : `“${view.name}” is part of no class’s name, nor of a class group’s.`}
        </EmptyState>
      </div>
    )
  const hasRaw = measure !== 'rawAgreement'
  return (
    <>
      <Table label="Agreement by class">
        <TableHead>
          <tr>
            <SortCell base={base} view={view} order="name">
              Class
            </SortCell>
            <HeadCell className="max-desk:hidden">Class group</HeadCell>
            <SortCell base={base} view={view} order="agreement" isNumber>
              {agreementWord[measure].name}
            </SortCell>
            {hasRaw && <HeadCell isNumber>{agreementWord.rawAgreement.name}</HeadCell>}
            <HeadCell isNumber>Candidates</HeadCell>
            <SortCell base={base} view={view} order="votes" isNumber>
              Votes
            </SortCell>
          </tr>
        </TableHead>
        <tbody>
          {classes.map((row) => (
            <TableRow key={row.classId}>
              <TableCell className="font-medium">{row.name}</TableCell>
              <TableCell className="text-second max-desk:hidden">{row.group}</TableCell>
              <TableCell isNumber>
                <FigureText figure={row[measure]} format={agreementWord[measure].format} />
              </TableCell>
              {hasRaw && (
                <TableCell isNumber>
                  <FigureText figure={row.rawAgreement} format="percent" />
                </TableCell>
              )}
              <TableCell isNumber>{wholeNumber(row.candidateCount, 'en')}</TableCell>
              <TableCell isNumber>{wholeNumber(row.voteCount, 'en')}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <TablePager
        label="Pages of classes"
        page={view.classPage}
        pageCount={pageCount}
        addressOf={(classPage) => base + agreementViewAddress({ ...view, classPage })}
      />
    </>
  )
}

interface SortCellProps {
  base: string
  view: AgreementView
  order: ClassOrder
  isNumber?: boolean
  children: ReactNode
}

/** A head that sorts by its column, and turns the order round when it does already. */
function SortCell({ base, view, order, isNumber, children }: SortCellProps) {
  const isSorted = view.order === order
  const isDescending = isSorted ? !view.isDescending : order === 'votes'
  const Icon = view.isDescending ? ArrowDown : ArrowUp
  return (
    <HeadCell isNumber={isNumber} aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : undefined}>
      <Link
        href={base + agreementViewAddress({ ...view, order, isDescending, classPage: 1 })}
        scroll={false}
        className="inline-flex items-center gap-1 hover:text-text aria-[current]:text-text"
        aria-current={isSorted || undefined}
      >
        {children}
        {isSorted && <Icon aria-hidden size={14} />}
      </Link>
    </HeadCell>
  )
}
