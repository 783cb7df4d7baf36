import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { PlanReport, PlanSettings } from '@/lib/contracts/plan/plan'
import { launchedTasks } from '@/lib/domain/plan/asking-costs'
import { figureRanges } from '@/lib/wording/adaptive-votes'
import { counted, wholeNumber } from '@/lib/wording/number'
import {
  answerTimeText,
  moneyText,
  perImageText,
  preciseText,
  precisionText,
  recallBasisText,
  recallText,
} from '@/lib/wording/plan'
import type { PlanPageState } from './use-plan-page'

interface LineProps {
  name: string
  note: ReactNode
  isStrong?: boolean
  children: ReactNode
}

function Line({ name, note, isStrong = false, children }: LineProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-1.5">
      <dt className="font-medium text-[13px] text-text">{name}</dt>
      <dd
        className={clsx(
          'row-span-1 text-right font-semibold tabular-nums transition-colors duration-150',
          isStrong ? 'text-title' : 'text-[17px]',
        )}
      >
        {children}
      </dd>
      <dd className="col-span-2 min-h-[17px] text-second text-small tabular-nums">{note}</dd>
    </div>
  )
}

const missing = '–'

const limitText = (perTask: number) => `up to ${counted(perTask, 'candidate')}`
function tasksText({ candidatesPerTask: perTask, classShare }: PlanSettings, report: PlanReport | null): string {
  if (classShare > 0) return `image first with ${limitText(perTask)}, class first with one`
  if (!report) return `of ${limitText(perTask)}`
  const { leastTasks, figures } = report
  if (figures.tasks === leastTasks) return `of ${limitText(perTask)}, the fewest possible`
  return `of ${limitText(perTask)}; the minimum is ${wholeNumber(leastTasks)}`
}

const unanimousText = ({ imageCount }: PlanReport, { asksUnanimous }: PlanSettings) =>
  `of ${wholeNumber(imageCount)}; ${asksUnanimous ? 'asked about as well' : 'keep their original label'}`

const foundNote = ({ figures, golden }: PlanReport) => (golden ? recallBasisText(figures, golden) : '')

const timeNote = ({ time }: PlanReport, { classShare }: PlanSettings) =>
  classShare === 0 ? answerTimeText(time) : 'by the times under “How candidates are asked”'

const pairsText = ({ askedPairs, decidedPairs }: PlanReport) =>
  [
    ...(decidedPairs > 0 ? [`including ${wholeNumber(decidedPairs)} from class decisions`] : []),
    ...(askedPairs > 0 ? [`without ${wholeNumber(askedPairs)} asked in earlier batches`] : []),
  ].join('; ')

const number = (value: number | undefined) => (value === undefined ? missing : wholeNumber(value))

export function PlanFiguresPanel({ state }: { state: PlanPageState }) {
  return (
    <div className="grid gap-x-8 sm:max-xl:grid-cols-2">
      <section aria-label="Coverage">
        <h2 className="pb-1 font-medium text-second text-small">Coverage</h2>
        <Coverage {...state} />
      </section>
      <section aria-label="Cost" className="max-sm:mt-2 max-sm:border-t max-sm:pt-3 xl:mt-2 xl:border-t xl:pt-3">
        <h2 className="pb-1 font-medium text-second text-small">Cost</h2>
        <Cost {...state} />
      </section>
    </div>
  )
}

function Coverage({ report, settings, data, isOld }: PlanPageState) {
  const modelCount = data.models.length
  const figures = report?.figures
  const areModels = settings.source.from === 'models'
  const isJudged = areModels || (figures?.recall ?? null) !== null
  const isPart = areModels && report !== null && report.models.length !== modelCount
  return (
    <dl className={clsx(isOld && 'text-second')}>
      {isJudged && <Found report={report} />}
      <Line
        name="Proposals per image"
        note={
          isPart
            ? `instead of ${perImageText(report.everyModel.proposalsPerImage)} with all ${modelCount} models`
            : 'including the original label'
        }
      >
        {figures ? perImageText(figures.proposalsPerImage) : missing}
      </Line>
      {areModels && (
        <Line name="Unanimous images" note={report ? unanimousText(report, settings) : ''}>
          {number(figures?.unanimousImages)}
        </Line>
      )}
    </dl>
  )
}

function Found({ report }: { report: PlanReport | null }) {
  const figures = report?.figures
  return (
    <>
      <Line isStrong name="Recall" note={report ? foundNote(report) : ''}>
        {figures ? recallText(figures.recall) : missing}
      </Line>
      <Line name="Precision" note={figures ? preciseText(figures) : ''}>
        {figures ? precisionText(figures.precision) : missing}
      </Line>
    </>
  )
}

function Cost({ report, settings, isOld, isWhole }: PlanPageState) {
  const figures = report?.figures
  const ranges = figures && figureRanges(figures, settings)
  const { adaptive, ratersPerTask, payPerHour, currency } = settings
  return (
    <dl className={clsx(isOld && 'text-second')}>
      <Line
        name="Candidates to ask about"
        note={(isWhole && report && pairsText(report)) || 'each is one class for one image'}
      >
        {number(figures?.pairs)}
      </Line>
      {settings.classShare === 1 ? (
        <Line name="Pages" note="of up to 12 images of one class, answered by all raters together">
          {number(report?.ways?.pages)}
        </Line>
      ) : (
        <Line name="Tasks" note={tasksText(settings, isWhole ? report : null)}>
          {number(figures && launchedTasks(figures, settings))}
        </Line>
      )}
      <Line
        name="Votes"
        note={
          adaptive
            ? `${adaptive.minimum} to ${ratersPerTask} for each candidate`
            : `each candidate by ${counted(ratersPerTask, 'rater')}`
        }
      >
        {ranges?.votes ?? missing}
      </Line>
      <Line name="Rater hours" note={report ? timeNote(report, settings) : ''}>
        {ranges?.hours ?? missing}
      </Line>
      <Line isStrong name="Cost" note={`at ${moneyText(payPerHour, currency)} per hour`}>
        {ranges?.cost ?? missing}
      </Line>
    </dl>
  )
}
