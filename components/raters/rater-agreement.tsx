import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { RaterRowLink } from '@/components/kit/row-link'
import type { PairAgreement } from '@/lib/contracts/agreement'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { type AgreementMeasure, agreementMeasures } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'

interface RaterAgreementProps {
  slug: string
  raterId: number
  agreement: NonNullable<RaterDetail['agreement']>
}

export function RaterAgreement({ slug, raterId, agreement: { rater, overall, pairs } }: RaterAgreementProps) {
  const figure = (key: string, head: string, figures: typeof overall): Column<AgreementMeasure> => ({
    ...{ key, head, isNumber: true },
    cell: (measure) => <FigureText figure={figures[measure]} format={agreementWord[measure].format} />,
  })
  const otherOf = ({ raterA, raterB }: PairAgreement) => (raterA === raterId ? raterB : raterA)
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
      <DataTable
        label="Agreement with all others"
        columns={[
          { key: 'figure', head: 'Figure', cell: (measure) => agreementWord[measure].name },
          figure('rater', 'This rater', rater),
          figure('all', 'All raters', overall),
        ]}
        rows={agreementMeasures}
        rowKey={(measure) => measure}
      />
      {pairs.length > 0 && (
        <DataTable
          label="Agreement with each other rater"
          columns={[
            { key: 'rater', head: 'Other rater', cell: (pair) => <RaterRowLink slug={slug} id={otherOf(pair)} /> },
            { key: 'kappa', head: 'Cohen’s kappa', isNumber: true, cell: ({ kappa }) => <FigureText figure={kappa} /> },
            numberColumn<PairAgreement>('agreement', 'Raw agreement', ({ agreement }) => (
              <FigureText figure={agreement} format="percent" />
            )),
            { key: 'shared', head: 'Shared', isNumber: true, cell: ({ sharedCandidates }) => sharedCandidates },
          ]}
          rows={pairs}
          rowKey={otherOf}
          className="max-h-[420px]"
        />
      )}
    </div>
  )
}
