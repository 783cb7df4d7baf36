import Link from 'next/link'
import { FigureText } from '@/components/kit/figure-text'
import { TablePager } from '@/components/kit/table-pager'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { PairAgreement } from '@/lib/contracts/agreement'
import { type AgreementView, agreementViewAddress } from '@/lib/domain/agreement/agreement-view'
import { wholeNumber } from '@/lib/wording/number'

interface PairTableProps {
  slug: string
  view: AgreementView
  pairs: PairAgreement[]
  pageCount: number
}

/** Two raters at a time, those that agree least first. */
export function PairTable({ slug, view, pairs, pageCount }: PairTableProps) {
  const rater = (id: number) => (
    <Link
      href={`/projects/${slug}/raters/${id}`}
      prefetch={false}
      className="text-accent underline-offset-2 hover:underline"
    >
      Rater {id}
    </Link>
  )
  return (
    <>
      <Table label="Pairs of raters">
        <TableHead>
          <tr>
            <HeadCell>Rater</HeadCell>
            <HeadCell>Other rater</HeadCell>
            <HeadCell isNumber>Cohen’s kappa</HeadCell>
            <HeadCell isNumber>Raw agreement</HeadCell>
            <HeadCell isNumber>Shared candidates</HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {pairs.map((pair) => (
            <TableRow key={`${pair.raterA} ${pair.raterB}`}>
              <TableCell className="whitespace-nowrap font-medium">{rater(pair.raterA)}</TableCell>
              <TableCell className="whitespace-nowrap font-medium">{rater(pair.raterB)}</TableCell>
              <TableCell isNumber>
                <FigureText figure={pair.kappa} />
              </TableCell>
              <TableCell isNumber>
                <FigureText figure={pair.agreement} format="percent" />
              </TableCell>
              <TableCell isNumber>{wholeNumber(pair.sharedCandidates, 'en')}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <TablePager
        label="Pages of pairs"
        page={view.pairPage}
        pageCount={pageCount}
        addressOf={(pairPage) => `/projects/${slug}/agreement${agreementViewAddress({ ...view, pairPage })}`}
      />
    </>
  )
}
