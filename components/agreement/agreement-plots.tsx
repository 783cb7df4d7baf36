'use client'

import { useRouter } from 'next/navigation'
import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { AgreementFigure, AgreementReport, RaterAgreement } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { agreementWord, figureColumns, figureValues } from '@/lib/wording/agreement'
import { counted, wholeNumber } from '@/lib/wording/number'

interface GroupPlotProps {
  groups: AgreementReport['byGroup']
  overall: AgreementFigure
  measure: AgreementMeasure
}

export function GroupPlot({ groups, overall, measure }: GroupPlotProps) {
  const { name, format } = agreementWord[measure]
  return (
    <ChartFrame
      title="By class group"
      note="Branches of the class hierarchy. Chance agreement is computed from each group’s own votes."
      fileName="agreement-by-class-group"
      columns={['Class group', 'Classes', 'Candidates', 'Votes', ...figureColumns(measure)]}
      rows={groups.map((group) => [
        group.name,
        group.classCount,
        group.candidateCount,
        group.voteCount,
        ...figureValues(group[measure], format),
      ])}
    >
      <IntervalPlot
        rows={groups.map((group) => ({
          label: group.name,
          note: `${counted(group.classCount, 'class', 'classes')}, ${wholeNumber(group.voteCount)} votes`,
          ...group[measure],
        }))}
        valueLabel={name}
        format={format}
        reference={overall.value === null ? undefined : { value: overall.value, label: 'All votes' }}
      />
    </ChartFrame>
  )
}

interface RaterPlotProps {
  slug: string
  raters: RaterAgreement[]
  overall: AgreementFigure
  measure: AgreementMeasure
}

const maxRows = 24

/** Agreement of each rater with all others, lowest first. A click opens the rater's page. */
export function RaterPlot({ slug, raters, overall, measure }: RaterPlotProps) {
  const router = useRouter()
  const { name, format } = agreementWord[measure]
  const worth = (rater: RaterAgreement) => rater[measure].value ?? Number.POSITIVE_INFINITY
  const sorted = raters.toSorted((one, other) => (worth(one) < worth(other) ? -1 : 1))
  const shown = sorted.slice(0, maxRows)
  const isShortened = shown.length < sorted.length
  return (
    <ChartFrame
      title="By rater"
      note={
        isShortened
          ? `The ${maxRows} of ${raters.length} raters with the lowest agreement; the table has all of them. Select one to see its details.`
          : 'Each rater’s agreement with all others, lowest first. Select one to see its details.'
      }
      fileName="agreement-by-rater"
      columns={['Rater', 'Votes', 'Compared with', ...figureColumns(measure)]}
      rows={sorted.map((rater) => [
        `Rater ${rater.raterId}`,
        rater.voteCount,
        rater.pairCount,
        ...figureValues(rater[measure], format),
      ])}
    >
      <IntervalPlot
        rows={shown.map((rater) => ({
          label: `Rater ${rater.raterId}`,
          note: `${wholeNumber(rater.voteCount)} votes`,
          ...rater[measure],
        }))}
        valueLabel={name}
        format={format}
        reference={overall.value === null ? undefined : { value: overall.value, label: 'All votes' }}
        onPick={(row) => router.push(`/projects/${slug}/raters/${shown[row]!.raterId}`)}
      />
    </ChartFrame>
  )
}
