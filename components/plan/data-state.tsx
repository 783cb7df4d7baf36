import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { PlanReport, PlanState } from '@/lib/contracts/plan'
import type { PlanSourceName } from '@/lib/domain/plan/plan-source'
import { counted } from '@/lib/wording/number'

const linkStyle = 'text-accent underline-offset-2 hover:underline'

function missingText({ imagesWithoutPredictions: silent, imagesWithoutLabel: unlabelled }: PlanReport): string[] {
  return [
    silent > 0 ? `No model has predictions for ${counted(silent, 'image')}.` : '',
    unlabelled > 0 ? `${counted(unlabelled, 'image has', 'images have')} no original label.` : '',
  ].filter(Boolean)
}

interface DataStateProps {
  slug: string
  data: PlanState
  report: PlanReport | null
  /** Source of candidates. Only proposals of models use a golden set to choose them. */
  source: PlanSourceName
  hasSimulated: boolean
}

export function DataState({ slug, data, report, source, hasSimulated }: DataStateProps) {
  const base = `/projects/${slug}`
  const facts = [
    { text: counted(data.imageCount, 'image'), href: `${base}/data` },
    { text: counted(data.classCount, 'class', 'classes'), href: `${base}/data` },
    ...(data.models.length > 0 ? [{ text: counted(data.models.length, 'model'), href: `${base}/data` }] : []),
    { text: counted(data.goldenImages, 'golden image'), href: `${base}/golden` },
  ]
  return (
    <>
      <ul aria-label="Data" className="flex min-h-[22px] flex-wrap items-center gap-x-5 gap-y-1 tabular-nums">
        {facts.map(({ text, href }) => (
          <li key={text}>
            <Link href={href} className={linkStyle}>
              {text}
            </Link>
          </li>
        ))}
        {report &&
          missingText(report).map((text) => (
            <li key={text} className="text-second">
              {text}
            </li>
          ))}
        {hasSimulated && (
          <li>
            <SimulatedMark>{report?.golden.isSimulated ? 'Golden answers are simulated' : undefined}</SimulatedMark>
          </li>
        )}
      </ul>
      {data.goldenImages === 0 && source === 'models' && (
        <Notice tone="info" title="No golden answers yet" className="mt-4">
          Without expert answers, recall and precision are unknown, and the smallest set of models cannot be found. You
          can still launch.{' '}
          <Link href={`${base}/golden`} className={`whitespace-nowrap font-medium ${linkStyle}`}>
            Open the golden set
          </Link>
        </Notice>
      )}
    </>
  )
}
