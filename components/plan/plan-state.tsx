'use client'

import { clsx } from 'clsx'
import { jobFraction, jobStepText, useCancelling } from '@/components/kit/jobs'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { PlanReport } from '@/lib/contracts/plan/plan'
import { launchedTasks } from '@/lib/domain/plan/asking-costs'
import { counted, wholeNumber } from '@/lib/wording/number'
import { moneyText, recallWithRange } from '@/lib/wording/plan'
import type { PlanPageState, PlanPartProps } from './use-plan-page'

const linkStyle = 'text-accent underline-offset-2 hover:underline touch:py-1'

function missingText({ imagesWithoutPredictions: silent, imagesWithoutLabel: unlabelled }: PlanReport): string[] {
  return [
    silent > 0 ? `No model has predictions for ${counted(silent, 'image')}.` : '',
    unlabelled > 0 ? `${counted(unlabelled, 'image has', 'images have')} no original label.` : '',
  ].filter(Boolean)
}

export function DataState({ slug, state, hasSimulated }: PlanPartProps & { hasSimulated: boolean }) {
  const { data, report, settings } = state
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
      {/* Only proposals of models use a golden set to choose them. */}
      {data.goldenImages === 0 && settings.source.from === 'models' && (
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

const endingText = ({ state }: JobSummary) =>
  state === 'cancelled' ? 'Cancelled' : state === 'failed' ? 'Failed' : null

function titleText({ report, isOld, isBusy, draft }: PlanPageState): string {
  if (report && !isOld && draft.invalid.length > 0) return 'Figures for the last valid settings'
  if (report) return isOld ? 'Figures for your previous settings' : 'Figures for these settings'
  return isBusy ? 'Computing…' : 'No figures yet'
}

function stateText({ running, isBusy, ended, report, isOld }: PlanPageState): string {
  if (running) return jobStepText(running)
  if (isBusy) return 'Starting…'
  return (ended && endingText(ended)) ?? (report && !isOld ? 'Up to date' : 'Not computed')
}

/** Says whether the estimates are current, at a fixed size. */
export function PlanStatus({ slug, state }: PlanPartProps) {
  const { running, ended, report, isOld, isBusy } = state
  const cancel = useCancelling(slug, running)
  const mayRecompute = !running && !isBusy && (!report || isOld || (ended && endingText(ended) !== null))
  const text = stateText(state)
  return (
    <div>
      <div className="flex h-9 items-center justify-between gap-3">
        <p className="min-w-0 leading-tight">
          <span
            role="status"
            className={clsx('block truncate font-semibold text-[13px]', report && isOld && 'text-maybe')}
          >
            {titleText(state)}
          </span>
          <span className="block truncate text-second text-small tabular-nums">{text}</span>
        </p>
        {running && (
          <Button size="small" {...cancel.button}>
            Cancel
          </Button>
        )}
        {mayRecompute && (
          <Button size="small" onClick={state.draft.compute}>
            Recompute
          </Button>
        )}
      </div>
      <ProgressBar
        label="Computing the plan"
        fraction={isBusy ? running && jobFraction(running) : 1}
        valueText={text}
        className={clsx('mt-2', !isBusy && 'invisible')}
      />
    </div>
  )
}

/** The three main figures, for screens on which the estimates are not beside the settings. */
export function SummaryBar({ report, settings, isOld }: PlanPageState) {
  const figures = report?.figures
  const facts = [
    ...(settings.source.from === 'models' || figures?.recall != null
      ? [{ name: 'Recall', text: figures ? recallWithRange(figures) : '–' }]
      : []),
    settings.classShare === 1
      ? { name: 'Candidates', text: figures ? wholeNumber(figures.pairs) : '–' }
      : { name: 'Tasks', text: figures ? wholeNumber(launchedTasks(figures, settings)) : '–' },
    {
      name: settings.adaptive ? 'Cost at most' : 'Cost',
      text: figures ? moneyText(figures.cost, settings.currency) : '–',
    },
  ]
  return (
    <nav
      aria-label="Summary"
      className="sticky bottom-0 z-20 -mx-4 mt-8 border-t bg-card px-4 desk:-mx-8 desk:px-8 xl:hidden"
    >
      <a href="#launch" className="flex h-12 items-center justify-between gap-4 tabular-nums">
        {facts.map(({ name, text }) => (
          <span key={name} className="leading-tight">
            <span className="block text-second text-small">{name}</span>
            <span className={clsx('block font-semibold', isOld && 'text-second')}>{text}</span>
          </span>
        ))}
        <span className="font-medium text-accent">{isOld ? 'Previous settings' : 'All figures'}</span>
      </a>
    </nav>
  )
}
