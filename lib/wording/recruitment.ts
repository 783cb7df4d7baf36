import type { PanelKind } from '@/lib/domain/recruitment/panel'
import type { OutcomeWithCode, PanelOutcome } from '@/lib/domain/recruitment/panel-outcome'

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
  'nothing-left': 'No tasks were left before the requested number was reached. Such visits should be paid too.',
  stopped: 'For part of the work: the rater pressed Stop, or came back after leaving or running out of time.',
}
