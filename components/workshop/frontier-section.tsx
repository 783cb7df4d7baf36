import { Notice } from '@/components/ui/notice'
import type { PlanReport, PlanSettings, WorkshopModel } from '@/lib/contracts/workshop'
import { recallText } from '@/lib/wording/workshop'
import { FrontierChart } from './frontier-chart'

interface FrontierSectionProps {
  slug: string
  report: PlanReport | null
  settings: PlanSettings
  models: readonly WorkshopModel[]
  isOld: boolean
  hasGolden: boolean
  onChoose: (models: number[]) => void
}

/** The chart to choose a subset on, or why there is none. */
export function FrontierSection({ hasGolden, report, settings, ...rest }: FrontierSectionProps) {
  if (!hasGolden) return null
  if (report?.searchObstacle)
    return (
      <Notice tone="info" className="mt-5" title="No subset was searched">
        {report.searchObstacle}
      </Notice>
    )
  const best = report && report.frontier.length > 0 ? Math.max(...report.frontier.map((one) => one.recall ?? 0)) : null
  const isOutOfReach = best !== null && !rest.isOld && best < settings.minimumRecall
  return (
    <div className="mt-6">
      {isOutOfReach && (
        <Notice
          tone="info"
          className="mb-4"
          title={`No subset keeps ${recallText(settings.minimumRecall)} of the golden labels`}
        >
          All models together reach {recallText(best)}. Increase the budget, import another model or lower the minimum
          recall.
        </Notice>
      )}
      {report ? (
        <FrontierChart report={report} settings={settings} {...rest} />
      ) : (
        // As high as the chart with its words, so that nothing moves when it comes.
        <div aria-hidden className="h-[404px] rounded-card bg-[color-mix(in_srgb,var(--text)_3%,transparent)]" />
      )}
    </div>
  )
}
