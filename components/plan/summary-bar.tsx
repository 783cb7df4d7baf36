import { clsx } from 'clsx'
import type { PlanReport, PlanSettings } from '@/lib/contracts/plan'
import { wholeNumber } from '@/lib/wording/number'
import { moneyText, recallWithRange } from '@/lib/wording/plan'

interface SummaryBarProps {
  report: PlanReport | null
  settings: PlanSettings
  isOld: boolean
}

/** The three main figures, for screens on which the estimates are not beside the settings. */
export function SummaryBar({ report, settings, isOld }: SummaryBarProps) {
  const figures = report?.figures
  const facts = [
    ...(settings.source.from === 'models' || figures?.recall != null
      ? [{ name: 'Recall', text: figures ? recallWithRange(figures) : '–' }]
      : []),
    settings.classShare === 1
      ? { name: 'Candidates', text: figures ? wholeNumber(figures.pairs) : '–' }
      : { name: 'Tasks', text: figures ? wholeNumber(figures.tasks) : '–' },
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
