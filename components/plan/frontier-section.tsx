import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { PlanModel, PlanReport, PlanSettings } from '@/lib/contracts/plan'
import { allKeptText, recallText } from '@/lib/wording/plan'
import { FrontierChart } from './frontier-chart'

interface FrontierSectionProps {
  slug: string
  report: PlanReport | null
  settings: PlanSettings
  models: readonly PlanModel[]
  isOld: boolean
  hasGolden: boolean
  onChoose: (models: number[]) => void
}

/** The chart to choose a subset on, or the reason why there is none. */
export function FrontierSection({ hasGolden, report, settings, ...rest }: FrontierSectionProps) {
  if (!hasGolden) return null
  if (report?.searchObstacle)
    return (
      <Notice tone="info" className="mt-5" title="No subset was searched">
        {report.searchObstacle}
      </Notice>
    )
  const isOutOfReach = report !== null && !rest.isOld && report.smallest === null
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
              href={`/projects/${rest.slug}/golden`}
              className="whitespace-nowrap font-medium text-accent underline underline-offset-2"
            >
              Extend the golden set
            </Link>
          )}
        </Notice>
      )}
      {report ? (
        <FrontierChart report={report} settings={settings} {...rest} />
      ) : (
        // Reserves the height of the chart and its text, so that nothing moves when it appears.
        <div aria-hidden className="h-[404px] rounded-card bg-[color-mix(in_srgb,var(--text)_3%,transparent)]" />
      )}
    </div>
  )
}
