import type { Answer } from './answer'

/** What the session has to know of a task. */
export interface SessionTask {
  assignmentId: number
  revision: number
  candidateCount: number
  /** The answers of a reopened task, in the order shown; null for a new one. */
  previousAnswers: readonly Answer[] | null
}

/** One rater's work on the task in front of them. Times are milliseconds of one clock, passed in with every event. */
export interface LabelingSession {
  task: SessionTask | null
  /** One for each candidate, in the order shown. */
  answers: readonly (Answer | null)[]
  /** The candidate in hand; `candidateCount` stands for the submit button behind the last. */
  active: number
  /** How long each candidate was in hand so far, without the current spell. */
  shownMs: readonly number[]
  /** When the current spell began; null while the page is hidden or the task is on its way. */
  activeSince: number | null
  taskShownAt: number
  status: 'answering' | 'submitting'
  /** Answers begun on a task that another one took the place of, as when an older task is reopened. */
  draft: { assignmentId: number; revision: number; answers: readonly (Answer | null)[] } | null
}

export type LabelingEvent =
  | { type: 'load'; task: SessionTask | null }
  | { type: 'answer'; answer: Answer; position?: number }
  | { type: 'choose'; position: number }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'restNo' }
  | { type: 'reset' }
  | { type: 'submit' }
  | { type: 'undo' }
  | { type: 'restore'; answers: readonly Answer[] }
  | { type: 'failed' }
  | { type: 'hide' }
  | { type: 'show' }

/** What the session asks of the outside after an event. */
export type LabelingEffect = 'submit' | 'undo' | null

export const emptySession: LabelingSession = {
  task: null,
  answers: [],
  active: 0,
  shownMs: [],
  activeSince: null,
  taskShownAt: 0,
  status: 'answering',
  draft: null,
}

export const answeredCount = (session: LabelingSession): number =>
  session.answers.reduce((count, answer) => count + (answer === null ? 0 : 1), 0)

export const isComplete = (session: LabelingSession): boolean =>
  session.answers.length > 0 && session.answers.every((answer) => answer !== null)

const longestMs = 86_400_000

/** The submission's measures at time `at`: whole milliseconds from 0 to a day, one of `shownMs` for each candidate. */
export function measuredTimes(session: LabelingSession, at: number): { durationMs: number; shownMs: number[] } {
  const measured = (ms: number) => clamp(Math.round(ms), longestMs)
  return {
    durationMs: measured(at - session.taskShownAt),
    shownMs: spellEnded(session, at).shownMs.map(measured),
  }
}

/**
 * The session after `event` at time `at`, and what is to be done outside.
 *
 * While a submission is on its way only `load`, `failed`, `hide` and `show` count, so that nothing changes what was
 * sent. Positions out of range, and events without a task, change nothing.
 */
export function labelingStep(
  session: LabelingSession,
  event: LabelingEvent,
  at: number,
): { session: LabelingSession; effect: LabelingEffect } {
  const stay = (next: LabelingSession) => ({ session: next, effect: null })
  if (event.type === 'load') return stay(loaded(session, event.task, at))
  if (event.type === 'hide') return stay({ ...spellEnded(session, at), activeSince: null })
  if (event.type === 'undo') return { session, effect: session.status === 'answering' ? 'undo' : null }
  if (!session.task) return stay(session)
  if (event.type === 'show') {
    return stay(
      session.activeSince === null && session.status === 'answering' ? { ...session, activeSince: at } : session,
    )
  }
  if (event.type === 'failed') return stay({ ...session, status: 'answering', activeSince: at })
  if (session.status === 'submitting') return stay(session)

  switch (event.type) {
    case 'answer': {
      const position = event.position ?? session.active
      if (!isPosition(session, position)) return stay(session)
      const answers = session.answers.with(position, event.answer)
      return stay(activated({ ...session, answers }, nextUnanswered(answers, position), at))
    }
    case 'choose':
      return stay(isPosition(session, event.position) ? activated(session, event.position, at) : session)
    case 'move':
      return stay(activated(session, clamp(session.active + event.by, session.answers.length), at))
    case 'restNo':
      return stay(
        activated({ ...session, answers: session.answers.map((answer) => answer ?? 'no') }, session.answers.length, at),
      )
    case 'reset':
      return stay(activated({ ...session, answers: session.answers.map(() => null) }, 0, at))
    case 'restore':
      return event.answers.length === session.answers.length
        ? stay({ ...spellEnded(session, at), answers: event.answers, status: 'submitting', activeSince: null })
        : stay(session)
    case 'submit': {
      if (!isComplete(session)) return stay(activated(session, nextUnanswered(session.answers, -1), at))
      return { session: { ...spellEnded(session, at), status: 'submitting', activeSince: null }, effect: 'submit' }
    }
  }
}

const isPosition = (session: LabelingSession, position: number) =>
  Number.isInteger(position) && position >= 0 && position < session.answers.length

const clamp = (value: number, highest: number) => Math.min(Math.max(value, 0), highest)

/** The first candidate without an answer behind `position`, going round; the submit button when there is none. */
function nextUnanswered(answers: readonly (Answer | null)[], position: number): number {
  for (let step = 1; step <= answers.length; step++) {
    const candidate = (position + step) % answers.length
    if (answers[candidate] === null) return candidate
  }
  return answers.length
}

/** The session with the current spell added to the time of the candidate in hand. */
function spellEnded(session: LabelingSession, at: number): LabelingSession {
  const { activeSince, active, shownMs } = session
  if (activeSince === null || active >= shownMs.length) return session
  return { ...session, shownMs: shownMs.with(active, shownMs[active] + Math.max(0, at - activeSince)), activeSince: at }
}

function activated(session: LabelingSession, active: number, at: number): LabelingSession {
  if (active === session.active) return session
  return { ...spellEnded(session, at), active, activeSince: at }
}

function loaded(session: LabelingSession, task: SessionTask | null, at: number): LabelingSession {
  const draft = leftBehind(session, task)
  if (!task) return { ...emptySession, draft }
  const isDraft = draft?.assignmentId === task.assignmentId && draft.revision === task.revision
  const begun = isDraft ? draft.answers : task.previousAnswers
  return {
    task,
    answers: Array.from({ length: task.candidateCount }, (_, position) => begun?.[position] ?? null),
    active: 0,
    shownMs: Array.from({ length: task.candidateCount }, () => 0),
    activeSince: at,
    taskShownAt: at,
    status: 'answering',
    draft: isDraft ? null : draft,
  }
}

function leftBehind({ task, answers, status, draft }: LabelingSession, next: SessionTask | null) {
  const isBegun = status === 'answering' && answers.some((answer) => answer !== null)
  if (!task || !isBegun || task.assignmentId === next?.assignmentId) return draft
  return { assignmentId: task.assignmentId, revision: task.revision, answers }
}

/** A key press, as far as the session cares. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** The key is held down and this is no new press. */
  repeat: boolean
  /** What has the focus: text goes into a field; Enter and Space belong to another button or a link. */
  focus: 'field' | 'control' | 'screen'
}

export type LabelingCommand = LabelingEvent | { type: 'skip' } | { type: 'zoom' } | { type: 'help' }

const commands: Readonly<Record<string, LabelingCommand>> = {
  n: { type: 'answer', answer: 'no' },
  m: { type: 'answer', answer: 'maybe' },
  y: { type: 'answer', answer: 'yes' },
  Enter: { type: 'submit' },
  Backspace: { type: 'undo' },
  ArrowUp: { type: 'move', by: -1 },
  k: { type: 'move', by: -1 },
  ArrowDown: { type: 'move', by: 1 },
  j: { type: 'move', by: 1 },
  s: { type: 'skip' },
  z: { type: 'zoom' },
  '?': { type: 'help' },
}

/** What a key press means on the rating screen; null when it is none of ours. Capitals count as their small letters. */
export function labelingCommand(press: KeyPress): LabelingCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.focus === 'field') return null
  if (press.focus === 'control' && (press.key === 'Enter' || press.key === ' ')) return null
  if (/^[1-8]$/.test(press.key)) return press.repeat ? null : { type: 'choose', position: Number(press.key) - 1 }
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const command = Object.hasOwn(commands, key) ? commands[key] : null
  // A held key may walk, but must not answer one name after the other.
  return press.repeat && command?.type !== 'move' ? null : command
}
