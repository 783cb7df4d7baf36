import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { RaterRowLink } from '@/components/kit/row-link'
import { tablePage } from '@/components/kit/table-rows'
import type { PairAgreement } from '@/lib/contracts/agreement'
import { type AgreementView, agreementAddress } from '@/lib/domain/agreement/agreement-view'

interface PairTableProps {
  slug: string
  view: AgreementView
  pairs: PairAgreement[]
}

export function RaterPairTable({ slug, view, pairs }: PairTableProps) {
  const columns: Column<PairAgreement>[] = [
    { key: 'rater', head: 'Rater', cell: ({ raterA }) => <RaterRowLink slug={slug} id={raterA} /> },
    { key: 'other', head: 'Other rater', cell: ({ raterB }) => <RaterRowLink slug={slug} id={raterB} /> },
    { key: 'kappa', head: 'Cohen’s kappa', isNumber: true, cell: ({ kappa }) => <FigureText figure={kappa} /> },
    numberColumn('agreement', 'Raw agreement', ({ agreement }) => <FigureText figure={agreement} format="percent" />),
    { key: 'shared', head: 'Shared candidates', isNumber: true, cell: ({ sharedCandidates }) => sharedCandidates },
  ]
  return (
    <DataTable
      label="Pairs of raters"
      columns={columns}
      {...tablePage(pairs, columns, { page: view.pairPage }, 20)}
      rowKey={({ raterA, raterB }) => `${raterA}-${raterB}`}
      addressOf={({ page }) => `/projects/${slug}/agreement${agreementAddress.write({ ...view, pairPage: page })}`}
    />
  )
}
