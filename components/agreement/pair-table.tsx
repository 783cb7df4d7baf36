import { type Column, DataTable } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { tablePage } from '@/components/kit/table-rows'
import { Link } from '@/components/ui/link'
import type { PairAgreement } from '@/lib/contracts/agreement'
import { type AgreementView, agreementAddress } from '@/lib/domain/agreement/agreement-view'

interface PairTableProps {
  slug: string
  view: AgreementView
  pairs: PairAgreement[]
}

export function RaterPairTable({ slug, view, pairs }: PairTableProps) {
  const rater = (id: number) => (
    <Link
      href={`/projects/${slug}/raters/${id}`}
      prefetch={false}
      className="font-medium text-accent underline-offset-2 hover:underline"
    >
      Rater {id}
    </Link>
  )
  const columns: Column<PairAgreement>[] = [
    { key: 'rater', head: 'Rater', cell: ({ raterA }) => rater(raterA) },
    { key: 'other', head: 'Other rater', cell: ({ raterB }) => rater(raterB) },
    { key: 'kappa', head: 'Cohen’s kappa', isNumber: true, cell: ({ kappa }) => <FigureText figure={kappa} /> },
    {
      key: 'agreement',
      head: 'Raw agreement',
      isNumber: true,
      cell: ({ agreement }) => <FigureText figure={agreement} format="percent" />,
    },
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
