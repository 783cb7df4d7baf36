import type { Answer } from './answer'
import { type Attention, attentionMs, startAttention, updateAttention } from './attention'

export interface SessionTask {
  assignmentId: number
  revision: number
  candidateCount: number
  /** Candidates per page. */
  perScreen: number
  /** Answers of a reopened task, in display order. Null for a new one. */
  previousAnswers: readonly Answer[] | null
  /** Which of them were set by "the rest are no". Null: none. */
  previousRest?: readonly boolean[] | null
}

/** Unfinished answers, and which of them were set by "the rest are no", per candidate in display order. */
export interface UnfinishedAnswers {
  answers: readonly (Answer | null)[]
  rest: readonly boolean[]
}

/** State of rating one task. Times are milliseconds of one clock, passed in with every event. */
export interface LabelingSession extends UnfinishedAnswers {
  task: SessionTask | null
  /** Index of the current candidate. `candidateCount` stands for the submit button. */
  active: number
  /** Current page of candidates, from 0. */
  page: number
  /** Attentive milliseconds each candidate was selected, without the current interval. */
  shownMs: readonly number[]
  attention: Attention
  /** Value of the attention stopwatch when the current interval began. */
  intervalFrom: number
  /** When the picture was shown. Null while it is not, in which case nothing can be answered. */
  imageShownAt: number | null
  status: 'answering' | 'submitting'
}

export type LabelingEvent =
  /** `begun`: unfinished answers from before the task was put aside. */
  | { type: 'load'; task: SessionTask | null; begun?: UnfinishedAnswers | null }
  /** The task's picture was painted, or is no longer shown. */
  | { type: 'imageShown' }
  | { type: 'imageGone' }
  /** Repeating a candidate's answer removes it. */
  | { type: 'answer'; answer: Answer; position?: number }
  | { type: 'choose'; position: number }
  /** Selects by position on the page, from 0. */
  | { type: 'pick'; position: number }
  | { type: 'page'; page: number }
  | { type: 'move'; by: 1 | -1 }
  /** `restYes` is for pages where pictures that do not show the class are tapped. */
  | { type: 'restNo' | 'restYes' }
  | { type: 'reset' }
  | { type: 'submit' }
  | { type: 'undo' }
  | { type: 'restore'; answers: readonly Answer[]; rest: readonly boolean[] | null }
  | { type: 'failed' }
  | { type: 'hide' }
  | { type: 'show' }
  /** Any activity: pointer movement, key or touch. */
  | { type: 'input' }

export type LabelingEffect = 'submit' | 'undo' | null

export const emptySession: LabelingSession = {
  task: null,
  answers: [],
  rest: [],
  active: 0,
  page: 0,
  shownMs: [],
  attention: startAttention(0),
  intervalFrom: 0,
  imageShownAt: null,
  status: 'answering',
}

export const answeredCount = (session: LabelingSession): number =>
  session.answers.reduce((count, answer) => count + (answer === null ? 0 : 1), 0)

export const isComplete = (session: LabelingSession): boolean =>
  session.answers.length > 0 && session.answers.every((answer) => answer !== null)

export const isBegun = (session: LabelingSession): boolean => session.answers.some((answer) => answer !== null)

/** Returns the positions on the current page, from `from` up to but excluding `to`. */
export function shownPositions({ page, answers, task }: LabelingSession): { from: number; to: number } {
  const perScreen = task?.perScreen ?? answers.length
  return { from: page * perScreen, to: Math.min((page + 1) * perScreen, answers.length) }
}

export const pageCount = ({ answers, task }: LabelingSession): number =>
  task ? Math.max(1, Math.ceil(answers.length / task.perScreen)) : 1

const maxMs = 86_400_000

/**
 * Returns the times of a submission at `at`: whole milliseconds from 0 to one day, `shownMs` per candidate.
 * `imageShownMs` is at least 1, which the server requires.
 */
export function measuredTimes(session: LabelingSession, at: number) {
  const measured = (ms: number) => clamp(Math.round(ms), maxMs)
  const durationMs = measured(at - (session.imageShownAt ?? at))
  return {
    durationMs,
    imageShownMs: Math.max(1, durationMs),
    activeMs: measured(attentionMs(session.attention, at)),
    shownMs: withIntervalAdded(session, at).shownMs.map(measured),
  }
}

interface LabelingStep {
  session: LabelingSession
  effect: LabelingEffect
}

/**
 * Returns the session after `event` at time `at`, and what the caller has to do.
 *
 * Before the picture is shown nothing can be answered, selected or submitted, and no clock runs. During a submission
 * its answers cannot change, but it can be undone. Invalid positions and events without a task are ignored.
 */
export function labelingStep(session: LabelingSession, event: LabelingEvent, at: number): LabelingStep {
  const stay = (next: LabelingSession) => ({ session: next, effect: null })
  if (event.type === 'load') return stay(loaded(session, event, at))
  if (event.type === 'undo') return { session, effect: 'undo' }
  if (!session.task) return stay(session)
  if (event.type === 'imageShown') return stay(session.imageShownAt === null ? begunAt(session, at) : session)
  if (event.type === 'imageGone') return stay({ ...session, imageShownAt: null })
  if (event.type === 'hide' || event.type === 'show' || event.type === 'input') {
    return stay({ ...session, attention: updateAttention(session.attention, event.type, at) })
  }
  if (event.type === 'failed') {
    return stay({ ...session, status: 'answering', intervalFrom: attentionMs(session.attention, at) })
  }
  if (session.status === 'submitting') return stay(session)
  if (event.type === 'restore') return stay(restored(session, event, at))
  return session.imageShownAt === null ? stay(session) : stepWhileShown(session, event, at)
}

type WorkEvent = Exclude<
  LabelingEvent,
  { type: 'load' | 'undo' | 'imageShown' | 'imageGone' | 'hide' | 'show' | 'input' | 'failed' | 'restore' }
>

/** Handles the rater's events while the picture is shown and there is no submission. */
function stepWhileShown(session: LabelingSession, event: WorkEvent, at: number): LabelingStep {
  const stay = (next: LabelingSession) => ({ session: next, effect: null })
  const noticed = { ...session, attention: updateAttention(session.attention, 'input', at) }
  switch (event.type) {
    case 'answer':
      return stay(answered(noticed, event.position ?? session.active, event.answer, at))
    case 'choose':
      return stay(isPosition(session, event.position) ? activated(noticed, event.position, at) : session)
    case 'pick': {
      const { from, to } = shownPositions(session)
      const isShown = event.position >= 0 && from + event.position < to
      return stay(isShown ? activated(noticed, from + event.position, at) : session)
    }
    case 'page':
      return stay(isPage(session, event.page) ? turnedTo(noticed, event.page, at) : session)
    case 'move':
      return stay(activated(noticed, clamp(session.active + event.by, session.answers.length), at))
    case 'restNo':
    case 'restYes':
      return stay(restAnswered(noticed, event.type === 'restNo' ? 'no' : 'yes', at))
    case 'reset':
      return stay({ ...activated(noticed, 0, at), ...noAnswersYet(session.answers.length) })
    case 'submit':
      if (!isComplete(session)) return stay(activated(noticed, nextUnanswered(session.answers, -1), at))
      return { session: { ...withIntervalAdded(noticed, at), status: 'submitting' }, effect: 'submit' }
  }
}

const isPage = (session: LabelingSession, page: number) =>
  Number.isInteger(page) && page >= 0 && page < pageCount(session)

function turnedTo(session: LabelingSession, page: number, at: number): LabelingSession {
  const { from, to } = shownPositions({ ...session, page })
  const open = session.answers.slice(from, to).indexOf(null)
  return activated(session, from + Math.max(0, open), at)
}

/** Candidates on other pages have not been seen yet, so they are not part of the rest. */
function restAnswered(session: LabelingSession, answerOfRest: Answer, at: number): LabelingSession {
  const { from, to } = shownPositions(session)
  const isOfRest = (position: number) => position >= from && position < to && session.answers[position] === null
  const answers = session.answers.map((answer, position) => (isOfRest(position) ? answerOfRest : answer))
  // An answer that was the rest with the opposite meaning now counts as given by hand.
  const rest = session.rest.map(
    (isRest, position) => (isRest || isOfRest(position)) && answers[position] === answerOfRest,
  )
  return { ...activated(session, nextUnanswered(answers, to - 1), at), answers, rest }
}

const begunAt = (session: LabelingSession, at: number): LabelingSession => ({
  ...session,
  shownMs: session.shownMs.map(() => 0),
  attention: startAttention(at, session.attention.isVisible),
  intervalFrom: 0,
  imageShownAt: at,
})

function restored(
  session: LabelingSession,
  { answers, rest }: Extract<LabelingEvent, { type: 'restore' }>,
  at: number,
): LabelingSession {
  const count = session.answers.length
  if (answers.length !== count) return session
  return {
    ...withIntervalAdded(session, at),
    answers,
    rest: rest ?? noAnswersYet(count).rest,
    status: 'submitting',
  }
}

export const noAnswersYet = (count: number): UnfinishedAnswers => ({
  answers: Array.from({ length: count }, () => null),
  rest: Array.from({ length: count }, () => false),
})

function answered(session: LabelingSession, position: number, answer: Answer, at: number): LabelingSession {
  if (!isPosition(session, position)) return session
  // Repeating the answer of a rest candidate confirms it by hand; any other repetition removes the answer.
  const isTakenOff = session.answers[position] === answer && !session.rest[position]
  const answers = session.answers.with(position, isTakenOff ? null : answer)
  const given = { ...session, answers, rest: session.rest.with(position, false) }
  return activated(given, isTakenOff ? position : nextUnanswered(answers, position), at)
}

const isPosition = (session: LabelingSession, position: number) =>
  Number.isInteger(position) && position >= 0 && position < session.answers.length

const clamp = (value: number, highest: number) => Math.min(Math.max(value, 0), highest)

/** Returns the first unanswered candidate after `position`, wrapping around, or the submit button. */
function nextUnanswered(answers: readonly (Answer | null)[], position: number): number {
  for (let step = 1; step <= answers.length; step++) {
    const candidate = (position + step) % answers.length
    if (answers[candidate] === null) return candidate
  }
  return answers.length
}

/** Adds the current interval to the time of the current candidate. */
function withIntervalAdded(session: LabelingSession, at: number): LabelingSession {
  const { attention, intervalFrom, active, shownMs, status } = session
  const now = attentionMs(attention, at)
  if (status === 'submitting' || active >= shownMs.length) return { ...session, intervalFrom: now }
  return { ...session, shownMs: shownMs.with(active, shownMs[active]! + now - intervalFrom), intervalFrom: now }
}

function activated(session: LabelingSession, active: number, at: number): LabelingSession {
  if (active === session.active) return session
  const isShown = active < session.answers.length && session.task !== null
  const page = isShown && session.task ? Math.floor(active / session.task.perScreen) : session.page
  return { ...withIntervalAdded(session, at), active, page }
}

function loaded(
  session: LabelingSession,
  { task, begun }: Extract<LabelingEvent, { type: 'load' }>,
  at: number,
): LabelingSession {
  if (!task) return emptySession
  const count = task.candidateCount
  const given = begun?.answers.length === count && begun.rest.length === count ? begun : null
  return {
    ...(given ?? {
      ...noAnswersYet(count),
      ...(task.previousAnswers?.length === count && { answers: task.previousAnswers }),
      ...(task.previousRest?.length === count && { rest: task.previousRest }),
    }),
    task,
    active: given ? nextUnanswered(given.answers, -1) % (count || 1) : 0,
    page: 0,
    shownMs: Array.from({ length: count }, () => 0),
    attention: startAttention(at, session.attention.isVisible),
    intervalFrom: 0,
    imageShownAt: null,
    status: 'answering',
  }
}
