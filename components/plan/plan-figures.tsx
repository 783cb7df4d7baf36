import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { PlanReport, PlanSettings } from '@/lib/contracts/plan'
import { figureRanges } from '@/lib/wording/adaptive-votes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { answerTimeText, foundText, moneyText, perImageText, preciseText, recallText } from '@/lib/wording/plan'

interface LineProps {
  name: string
  /** One line that says what the figure is. */
  note: ReactNode
  isOld: boolean
  isStrong?: boolean
  children: ReactNode
}

function Line({ name, note, isOld, isStrong = false, children }: LineProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-1.5">
      <dt className="font-medium text-[13px]">{name}</dt>
      <dd
        className={clsx(
          'row-span-1 text-right font-semibold tabular-nums transition-colors duration-150',
          isStrong ? 'text-title' : 'text-[17px]',
          isOld && 'text-second',
        )}
      >
        {children}
      </dd>
      <dd className="col-span-2 min-h-[17px] text-second text-small tabular-nums">{note}</dd>
    </div>
  )
}

interface PlanFiguresProps {
  report: PlanReport | null
  settings: PlanSettings
  modelCount: number
  isOld: boolean
  /** Else what is said of the tasks and of earlier batches is of another choice. */
  isWhole: boolean
}

const missing = '–'

const limitText = (perTask: number) => `of up to ${counted(perTask, 'candidate', 'candidates', 'en')}`
const leastText = (perTask: number, tasks: number, least: number) =>
  tasks === least
    ? `${limitText(perTask)}, the fewest possible`
    : `${limitText(perTask)}; the minimum is ${wholeNumber(least, 'en')}`

const timeNote = ({ time }: PlanReport, { classShare }: PlanSettings) =>
  classShare === 0 ? answerTimeText(time) : 'by the times under “How candidates are asked”'

const pairsText = ({ askedPairs, decidedPairs }: PlanReport) =>
  [
    ...(decidedPairs > 0 ? [`including ${wholeNumber(decidedPairs, 'en')} from class decisions`] : []),
    ...(askedPairs > 0 ? [`without ${wholeNumber(askedPairs, 'en')} asked in earlier batches`] : []),
  ].join('; ')

/** What a choice finds and costs, each figure with the line that explains it. */
export function PlanFiguresPanel({ report, settings, modelCount, isOld, isWhole }: PlanFiguresProps) {
  const line = { isOld }
  const figures = report?.figures
  const ranges = figures && figureRanges(figures, settings)
  const number = (value: number | undefined) => (value === undefined ? missing : wholeNumber(value, 'en'))
  const golden = report?.golden
  const areModels = settings.source.from === 'models'
  const isAll = !areModels || report?.models.length === modelCount
  const isJudged = areModels || (figures?.recall ?? null) !== null
  const perTask = settings.candidatesPerTask
  return (
    <div className="grid gap-x-8 sm:max-xl:grid-cols-2">
      <section aria-label="Coverage">
        <h2 className="pb-1 font-medium text-second text-small">Coverage</h2>
        <dl>
          {isJudged && (
            <>
              <Line {...line} isStrong name="Recall" note={figures && golden ? foundText(figures, golden) : ''}>
                {figures ? recallText(figures.recall) : missing}
              </Line>
              <Line {...line} name="Precision" note={figures ? preciseText(figures) : ''}>
                {figures ? recallText(figures.precision) : missing}
              </Line>
            </>
          )}
          <Line
            {...line}
            name="Proposals per image"
            note={
              report && !isAll
                ? `instead of ${perImageText(report.everyModel.proposalsPerImage)} with all ${modelCount} models`
                : 'including the original label'
            }
          >
            {figures ? perImageText(figures.proposalsPerImage) : missing}
          </Line>
          {areModels && (
            <Line
              {...line}
              name="Unanimous images"
              note={
                report
                  ? settings.asksUnanimous
                    ? `of ${wholeNumber(report.imageCount, 'en')}; asked about as well`
                    : `of ${wholeNumber(report.imageCount, 'en')}; keep their original label`
                  : ''
              }
            >
              {number(figures?.unanimousImages)}
            </Line>
          )}
        </dl>
      </section>
      <section aria-label="Cost" className="max-sm:mt-2 max-sm:border-t max-sm:pt-3 xl:mt-2 xl:border-t xl:pt-3">
        <h2 className="pb-1 font-medium text-second text-small">Cost</h2>
        <dl>
          <Line
            {...line}
            name="Candidates to ask about"
            note={
              isWhole && report && (report.askedPairs > 0 || report.decidedPairs > 0)
                ? pairsText(report)
                : 'each is one class for one image'
            }
          >
            {number(figures?.pairs)}
          </Line>
          {settings.classShare === 1 ? (
            <Line {...line} name="Pages" note="of up to 12 images of one class, answered by all raters together">
              {number(report?.ways?.pages)}
            </Line>
          ) : (
            <Line
              {...line}
              name="Tasks"
              note={
                isWhole && report ? leastText(perTask, report.figures.tasks, report.leastTasks) : limitText(perTask)
              }
            >
              {number(figures?.tasks)}
            </Line>
          )}
          <Line
            {...line}
            name="Votes"
            note={
              settings.adaptive
                ? `${settings.adaptive.minimum} to ${settings.ratersPerTask} for each candidate`
                : `each candidate by ${counted(settings.ratersPerTask, 'rater', 'raters', 'en')}`
            }
          >
            {ranges ? ranges.votes : missing}
          </Line>
          <Line {...line} name="Rater hours" note={report ? timeNote(report, settings) : ''}>
            {ranges ? ranges.hours : missing}
          </Line>
          <Line
            {...line}
            isStrong
            name="Cost"
            note={`at ${moneyText(settings.payPerHour, settings.currency)} per hour`}
          >
            {ranges ? ranges.cost : missing}
          </Line>
        </dl>
      </section>
    </div>
  )
}
