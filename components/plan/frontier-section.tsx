import { ChartFrame } from '@/components/charts/chart-frame'
import { LineChart } from '@/components/charts/line-chart'
import type { ChartPoint } from '@/components/charts/series'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { PlanReport } from '@/lib/contracts/plan/plan'
import type { FrontierPoint } from '@/lib/contracts/plan/plan-figures'
import { counted } from '@/lib/wording/number'
import {
  allKeptText,
  hoursText,
  moneyText,
  namesText,
  perImageText,
  precisionText,
  recallText,
  recallWithRange,
  searchText,
} from '@/lib/wording/plan'
import type { PlanPartProps } from './use-plan-page'

/** The chart to choose a subset on, or the reason why there is none. */
export function FrontierSection({ slug, state }: PlanPartProps) {
  const { data, report, settings } = state
  if (data.goldenImages === 0) return null
  if (report?.searchObstacle)
    return (
      <Notice tone="info" className="mt-5" title="No subset was searched">
        {report.searchObstacle}
      </Notice>
    )
  const isOutOfReach = report !== null && !state.isOld && report.smallest === null
  return (
    <div className="mt-6">
      {isOutOfReach && (
        <Notice
          tone="info"
          className="mb-4"
          title={`No subset is shown to reach a recall of ${recallText(settings.minimumRecall)}`}
        >
          {allKeptText({ minimumRecall: settings.minimumRecall, recall: report.everyModel.recall, ...report.golden })}{' '}
          {report.golden.neededLabels !== null && (
            <Link
              href={`/projects/${slug}/golden`}
              className="whitespace-nowrap font-medium text-accent underline underline-offset-2"
            >
              Extend the golden set
            </Link>
          )}
        </Notice>
      )}
      {report ? (
        <FrontierChart slug={slug} state={state} report={report} />
      ) : (
        // Reserves the height of the chart and its text, so that nothing moves when it appears.
        <div aria-hidden className="h-[404px] rounded-card bg-[color-mix(in_srgb,var(--text)_3%,transparent)]" />
      )}
    </div>
  )
}

const recallAxis = { label: 'Recall', format: 'percent' } as const

/** Cost over recall. Each point is a subset of models that no other dominates. */
function FrontierChart({ slug, state, report }: PlanPartProps & { report: PlanReport }) {
  const { data, draft, settings, isOld } = state
  const { frontier, figures } = report
  // Unpaid work has no cost, so hours are used instead.
  const isPaid = settings.payPerHour > 0
  const nameOf = new Map(data.models.map((model) => [model.id, model.name]))
  const namesOf = (ids: readonly number[]) => ids.map((id) => nameOf.get(id) ?? `Model ${id}`)
  const xOf = (point: { cost: number; raterHours: number }) => (isPaid ? point.cost : point.raterHours)
  const points = frontier.map((point) => ({
    x: xOf(point),
    y: point.recall ?? 0,
    note: `${recallWithRange(point)} with ${counted(point.models.length, 'model')}: ${namesText(namesOf(point.models))}`,
  }))
  const row = (point: FrontierPoint) => [
    namesOf(point.models).join(', '),
    point.models.length,
    recallWithRange(point),
    precisionText(point.precision),
    perImageText(point.proposalsPerImage),
    point.pairs,
    point.tasks,
    hoursText(point.raterHours),
    moneyText(point.cost, settings.currency),
  ]

  function pick(picked: ChartPoint) {
    const index = points.findIndex(({ x, y }) => x === picked.x && y === picked.y)
    if (index >= 0) draft.change({ models: frontier[index]!.models })
  }

  return (
    <ChartFrame
      title="Recall against cost"
      note={`Each point reaches its recall with the fewest candidates. Select one to use its models. ${searchText(report.searchedSubsets, report.searchMs)}`}
      columns={[
        'Models',
        'Number of models',
        'Recall',
        'Precision',
        'Proposals per image',
        'Candidates',
        'Tasks',
        'Rater hours',
        'Cost',
      ]}
      rows={frontier.map(row)}
      fileName={`${slug}-recall-against-cost`}
    >
      <LineChart
        series={[{ label: '', tone: isOld ? 'second' : 'accent', shape: 'step', points }]}
        x={{ label: isPaid ? `Cost, ${settings.currency}` : 'Rater hours' }}
        y={recallAxis}
        marks={[{ axis: 'y', value: settings.minimumRecall, label: `Minimum ${recallText(settings.minimumRecall)}` }]}
        chosen={figures.recall === null || isOld ? null : { x: xOf(figures), y: figures.recall, label: 'Selected' }}
        height={300}
        onPick={pick}
      />
    </ChartFrame>
  )
}
