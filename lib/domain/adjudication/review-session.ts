import {
  type ReviewCategory,
  type ReviewSeverity,
  type ReviewVerdict,
  reviewCategories,
  reviewSeverities,
  reviewVerdicts,
} from './review'

const steps = ['verdict', 'category', 'severity'] as const
type ReviewStep = (typeof steps)[number]

/** State of judging one image in three steps. Number keys choose in the current step. */
export interface ReviewSession {
  verdict: ReviewVerdict | null
  category: ReviewCategory | null
  severity: ReviewSeverity | null
  step: ReviewStep | 'done'
  note: string
}

export type ReviewEvent =
  | { type: 'pick'; position: number }
  | { type: 'choose'; step: ReviewStep; position: number }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'write'; note: string }
  | { type: 'submit' }

type Judgement = Omit<ReviewSession, 'step'>

/** Returns the initial state: the first step if all choices were made before, otherwise the first missing one. */
export function reviewSession(chosen: Judgement | null): ReviewSession {
  const given = chosen ?? { verdict: null, category: null, severity: null, note: '' }
  const { verdict, category, severity, note } = given
  return { verdict, category, severity, note, step: isJudged(given) ? 'verdict' : firstOpenStep(given) }
}

const firstOpenStep = (given: Judgement) => steps.find((step) => given[step] === null) ?? 'verdict'

export function reviewJudgementOf({ verdict, category, severity, note }: Judgement) {
  return verdict && category && severity ? { verdict, category, severity, note } : null
}

export const isJudged = (given: Judgement) => reviewJudgementOf(given) !== null

/** Returns the next state, and whether to save it. A choice moves to the next step; unknown choices are ignored. */
export function reviewStep(
  session: ReviewSession,
  event: ReviewEvent,
): { session: ReviewSession; effect: 'save' | null } {
  const stay = (changes: Partial<ReviewSession>) => ({ session: { ...session, ...changes }, effect: null })
  const order = [...steps, 'done'] as const
  switch (event.type) {
    case 'move': {
      const position = order.indexOf(session.step) + event.by
      return stay({ step: order[Math.min(Math.max(position, 0), steps.length)]! })
    }
    case 'write':
      return stay({ note: event.note })
    case 'submit':
      return { session, effect: isJudged(session) ? 'save' : null }
    default: {
      const step = event.type === 'choose' ? event.step : session.step
      if (step === 'done') return stay({})
      const value = { verdict: reviewVerdicts, category: reviewCategories, severity: reviewSeverities }[step][
        event.position
      ]
      return value === undefined ? stay({}) : stay({ [step]: value, step: order[steps.indexOf(step) + 1]! })
    }
  }
}
