import {
  type ReviewCategory,
  type ReviewSeverity,
  type ReviewVerdict,
  reviewCategories,
  reviewSeverities,
  reviewVerdicts,
} from './review'

const steps = ['verdict', 'category', 'severity'] as const
export type ReviewStep = (typeof steps)[number]

/** A judgement of one image, made in three steps; the digits choose in the step in hand. */
export interface ReviewSession {
  verdict: ReviewVerdict | null
  category: ReviewCategory | null
  severity: ReviewSeverity | null
  /** `done` when nothing is left to be chosen. */
  step: ReviewStep | 'done'
}

export type ReviewEvent =
  | { type: 'pick'; place: number }
  | { type: 'choose'; step: ReviewStep; place: number }
  | { type: 'move'; by: 1 | -1 }

/** The session at its beginning, with what was said of the image before. */
export function reviewSession(said: Omit<ReviewSession, 'step'> | null): ReviewSession {
  const given = { verdict: said?.verdict ?? null, category: said?.category ?? null, severity: said?.severity ?? null }
  return { ...given, step: said ? 'verdict' : openStep(given) }
}

const openStep = (given: Omit<ReviewSession, 'step'>): ReviewSession['step'] =>
  steps.find((step) => given[step] === null) ?? 'done'

export const isJudged = ({ verdict, category, severity }: ReviewSession) =>
  verdict !== null && category !== null && severity !== null

/** The session after an event. A choice moves on to the next step; one that does not exist changes nothing. */
export function reviewStep(session: ReviewSession, event: ReviewEvent): ReviewSession {
  if (event.type === 'move') {
    const places = [...steps, 'done'] as const
    const place = places.indexOf(session.step) + event.by
    return { ...session, step: places[Math.min(Math.max(place, 0), steps.length)] }
  }
  const step = event.type === 'choose' ? event.step : session.step
  if (step === 'done') return session
  const value = { verdict: reviewVerdicts, category: reviewCategories, severity: reviewSeverities }[step][event.place]
  if (value === undefined) return session
  const next = [...steps, 'done'] as const
  return { ...session, [step]: value, step: next[steps.indexOf(step) + 1] }
}
