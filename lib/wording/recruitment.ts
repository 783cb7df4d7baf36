import type { PanelKind } from '@/lib/domain/recruitment/panel'
import type { PanelOutcome } from '@/lib/domain/recruitment/panel-outcome'

export const panelKindWord: Record<PanelKind, string> = { prolific: 'Prolific', generic: 'Generic panel' }

export const outcomeWord: Record<PanelOutcome, string> = {
  completed: 'Completed',
  failed: 'Failed',
  'no-consent': 'No consent',
  'nothing-left': 'Nothing left',
}

/** When a visit ends so, to the admin who enters a code for it. */
export const outcomeSays: Record<PanelOutcome, string> = {
  completed: 'All wanted tasks are submitted.',
  failed: 'The qualification test was failed, or a rule paused the rater.',
  'no-consent': 'The consent text was declined.',
  'nothing-left': 'No task was left before the wanted number. This visit is worth paying too.',
}
