import { isForScreen, type KeyPress } from '@/lib/domain/workspace/key-press'
import type { Answer } from './answer'
import { isComplete, type LabelingEvent, type LabelingSession, shownPositions } from './labeling-session'

/** In sweep mode a rater names what is in the image, and takes the rest as no. */
export type SweepCommand =
  /** By the position on the page, from 0. */
  | { type: 'toggle'; position: number; answer: 'yes' | 'maybe' }
  /** A tap on a name: yes, then maybe, then no answer. By the position in the task. */
  | { type: 'tap'; position: number }
  /** The rest of the page is no, and the task is submitted once nothing is left. */
  | { type: 'sweep' }

/**
 * What a key press means in sweep mode; null when it is not one of its digits. The key is recognised by where it lies, so that
 * layouts whose digits need Shift have them all the same: a digit is yes, with Shift maybe.
 */
export function sweepCommand(press: KeyPress): SweepCommand | null {
  if (!isForScreen(press) || press.repeat) return null
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1] ?? /^[1-9]$/.exec(press.key)?.[0]
  if (digit === undefined) return null
  return { type: 'toggle', position: Number(digit) - 1, answer: press.shiftKey ? 'maybe' : 'yes' }
}

/** What a tap makes of an answer; null: there is none. */
const tapped = (answer: Answer | null): 'yes' | 'maybe' | null =>
  answer === 'yes' ? 'maybe' : answer === 'maybe' ? null : 'yes'

/** What a command of the screen comes to in sweep mode, where Submit takes the rest as no; null: what it always does. */
export function eventsOf(session: LabelingSession, command: LabelingEvent | SweepCommand): LabelingEvent[] | null {
  if (command.type === 'submit') return sweepEvents(session, { type: 'sweep' })
  return command.type === 'toggle' || command.type === 'tap' || command.type === 'sweep'
    ? sweepEvents(session, command)
    : null
}

/** The events that carry out a command. A position that the page does not have gives none. */
export function sweepEvents(session: LabelingSession, command: SweepCommand): LabelingEvent[] {
  // Where nothing is left, the rest is nothing, and so is what would be said of it.
  if (command.type === 'sweep')
    return isComplete(session) ? [{ type: 'submit' }] : [{ type: 'restNo' }, { type: 'submit' }]
  const { from, to } = shownPositions(session)
  const position = command.type === 'toggle' ? from + command.position : command.position
  if (position < from || position >= to) return []
  const before = session.answers[position] ?? null
  // The answer that is there is taken off by giving it again.
  const answer = command.type === 'toggle' ? command.answer : (tapped(before) ?? 'maybe')
  // The name stays the current one: what is known of it is shown, and no other name is pointed at.
  return [
    { type: 'answer', answer, position },
    { type: 'choose', position },
  ]
}
