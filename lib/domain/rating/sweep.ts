import { isForScreen, type KeyPress } from '@/lib/domain/workspace/key-table'
import type { Answer } from './answer'
import { isComplete, type LabelingEvent, type LabelingSession, shownPositions } from './labeling-session'

/** In sweep mode a rater marks what is in the image and answers no to the rest. */
export type SweepCommand =
  /** By position on the page, from 0. */
  | { type: 'toggle'; position: number; answer: 'yes' | 'maybe' }
  /** A tap on a candidate: yes, then maybe, then no answer. By position in the task. */
  | { type: 'tap'; position: number }
  /** Answers no to the rest of the page, and submits the task once nothing is left. */
  | { type: 'sweep' }

/**
 * Returns the command of a key press in sweep mode, or null if it is not a digit. Digits are recognized by physical
 * position, so that they also work on layouts where they need Shift: a digit is yes, with Shift maybe.
 */
export function sweepCommand(press: KeyPress): SweepCommand | null {
  if (!isForScreen(press) || press.repeat) return null
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1] ?? /^[1-9]$/.exec(press.key)?.[0]
  if (digit === undefined) return null
  return { type: 'toggle', position: Number(digit) - 1, answer: press.shiftKey ? 'maybe' : 'yes' }
}

const tapped = (answer: Answer | null): 'yes' | 'maybe' | null =>
  answer === 'yes' ? 'maybe' : answer === 'maybe' ? null : 'yes'

/** Returns the events of a screen command in sweep mode. Null: the command works as in other modes. */
export function eventsOf(session: LabelingSession, command: LabelingEvent | SweepCommand): LabelingEvent[] | null {
  if (command.type === 'submit') return sweepEvents(session, { type: 'sweep' })
  return command.type === 'toggle' || command.type === 'tap' || command.type === 'sweep'
    ? sweepEvents(session, command)
    : null
}

/** Returns the events that execute a command. Empty if the page does not have the position. */
export function sweepEvents(session: LabelingSession, command: SweepCommand): LabelingEvent[] {
  // If everything is answered there is no rest.
  if (command.type === 'sweep')
    return isComplete(session) ? [{ type: 'submit' }] : [{ type: 'restNo' }, { type: 'submit' }]
  const { from, to } = shownPositions(session)
  const position = command.type === 'toggle' ? from + command.position : command.position
  if (position < from || position >= to) return []
  const before = session.answers[position] ?? null
  // Repeating the current answer removes it.
  const answer = command.type === 'toggle' ? command.answer : (tapped(before) ?? 'maybe')
  // Keeps the candidate selected, so that its details stay visible.
  return [
    { type: 'answer', answer, position },
    { type: 'choose', position },
  ]
}
