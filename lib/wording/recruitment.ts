import type { Panel } from '@/lib/contracts/recruitment'
import type { PanelKind } from '@/lib/domain/recruitment/panel'
import type { OutcomeWithCode, PanelOutcome } from '@/lib/domain/recruitment/panel-outcome'
import { roundedMinutes, visitSeconds } from '@/lib/domain/recruitment/visit-time'
import { counted, wholeNumber } from './number'
import { moneyText } from './plan'

export const panelKindWord: Record<PanelKind, string> = { prolific: 'Prolific', generic: 'Generic panel' }

export const outcomeWord: Record<PanelOutcome, string> = {
  completed: 'Completed',
  failed: 'Failed',
  'no-consent': 'No consent',
  'nothing-left': 'No tasks left',
  stopped: 'Stopped early',
  left: 'Left',
  'timed-out': 'Timed out',
}

/** When a visit has this outcome, for the admin who enters its code. */
export const outcomeHint: Record<OutcomeWithCode, string> = {
  completed: 'All requested tasks were submitted.',
  failed: 'The rater failed the qualification test or was paused by a rule.',
  'no-consent': 'The rater declined the consent text.',
  'nothing-left':
    'No tasks were left before the requested number was reached. Such visits should be paid too: without a code, those with submitted tasks get the one for part of the work.',
  stopped: 'For part of the work: the rater pressed Stop, or came back after leaving or running out of time.',
}

/** Returns the state of places, such as "3 of 4 places taken: 1 in progress, 2 finished. 2 freed." */
export function panelPlacesText({ settings: { places }, visits }: Panel): string {
  const { placesTaken, open, begun } = visits
  const taken =
    places === null ? counted(placesTaken, 'place') : `${wholeNumber(placesTaken)} of ${counted(places, 'place')}`
  const parts = `${wholeNumber(open)} in progress, ${wholeNumber(placesTaken - open)} finished`
  return `${taken} taken: ${parts}. ${wholeNumber(begun - placesTaken)} freed.`
}

const sourceWord = { measured: 'as measured here', chosen: 'as the plan says', assumed: 'assumed until measured' }

/** Returns the expected duration of a visit, its tasks, and its pay per hour. */
export function panelTimeText({ plan, settings: { pay } }: Panel): string | null {
  const seconds = visitSeconds(plan)
  if (seconds === null) return pay && `${moneyText(pay.amount, pay.currency)} per visit.`
  const parts = [
    plan.trainingTasks > 0 && `${plan.trainingTasks} of training`,
    plan.testTasks > 0 && `${plan.testTasks} of the test`,
    counted(plan.wanted ?? 0, 'rating task'),
  ].filter((part) => part !== false)
  const minutes = roundedMinutes(seconds)
  const paid = pay && seconds > 0 && moneyText((pay.amount * 60) / minutes, pay.currency)
  return [
    `Expected time: ${counted(minutes, 'minute')} per visit (${parts.join(', ')}; time per task ${sourceWord[plan.from]}).`,
    pay && `Pay: ${moneyText(pay.amount, pay.currency)} for all of it${paid ? `, ${paid} per hour` : ''}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
