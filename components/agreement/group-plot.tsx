import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import type { AgreementReport } from '@/lib/contracts/agreement'
import type { AgreementMeasure } from '@/lib/domain/agreement/agreement-view'
import { agreementWord, figureColumns, figureValues } from '@/lib/wording/agreement'
import { counted, wholeNumber } from '@/lib/wording/number'

interface GroupPlotProps {
  report: Pick<AgreementReport, 'byGroup' | 'overall'>
  measure: AgreementMeasure
}

export function GroupPlot({ report: { byGroup, overall }, measure }: GroupPlotProps) {
  const { name, format } = agreementWord[measure]
  const all = overall[measure].value
  return (
    <ChartFrame
      title="By class group"
      note="Branches of the class hierarchy. Chance agreement is computed from each group’s own votes."
      fileName="agreement-by-class-group"
      columns={['Class group', 'Classes', 'Candidates', 'Votes', ...figureColumns(measure)]}
      rows={byGroup.map((group) => [
        group.name,
        group.classCount,
        group.candidateCount,
        group.voteCount,
        ...figureValues(group[measure], format),
      ])}
    >
      <IntervalPlot
        rows={byGroup.map((group) => ({
          label: group.name,
          note: `${counted(group.classCount, 'class', 'classes')}, ${wholeNumber(group.voteCount)} votes`,
          ...group[measure],
        }))}
        valueLabel={name}
        format={format}
        reference={all === null ? undefined : { value: all, label: 'All votes' }}
      />
    </ChartFrame>
  )
}
