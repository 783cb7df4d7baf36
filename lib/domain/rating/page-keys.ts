import { isForScreen, type KeyPress, normalizeKey } from '@/lib/domain/workspace/key-table'

/** One key per picture, by physical position and arranged like the page: the same on QWERTY, QWERTZ and AZERTY. */
export const pictureCodes = [
  ...['KeyQ', 'KeyW', 'KeyE', 'KeyR'],
  ...['KeyA', 'KeyS', 'KeyD', 'KeyF'],
  ...['KeyZ', 'KeyX', 'KeyC', 'KeyV'],
] as const

export type Direction = 'left' | 'right' | 'up' | 'down'

export type PageCommand =
  | { type: 'mark'; position: number; isMaybe: boolean }
  | { type: 'move'; by: Direction }
  | { type: 'enlarge' | 'submit' | 'undo' | 'help' | 'suggest' | 'flags' }

const plain: Readonly<Record<string, PageCommand>> = {
  ArrowLeft: { type: 'move', by: 'left' },
  ArrowRight: { type: 'move', by: 'right' },
  ArrowUp: { type: 'move', by: 'up' },
  ArrowDown: { type: 'move', by: 'down' },
  Backspace: { type: 'undo' },
  Enter: { type: 'submit' },
  ' ': { type: 'enlarge' },
  '?': { type: 'help' },
  '+': { type: 'suggest' },
  g: { type: 'flags' },
}

/** Returns the command of a key press on a page with `count` pictures, or null. */
export function pageCommand(press: KeyPress, count: number): PageCommand | null {
  if (!isForScreen(press)) return null
  const command = plain[normalizeKey(press.key)]
  // A held arrow keeps moving; other held keys act once.
  if (press.repeat && command?.type !== 'move') return null
  return command ?? markCommand(press, count)
}

function markCommand({ code, shiftKey }: KeyPress, count: number): PageCommand | null {
  const position = (pictureCodes as readonly string[]).indexOf(code)
  return position >= 0 && position < count ? { type: 'mark', position, isMaybe: shiftKey } : null
}

/** Returns the position that an arrow moves to. Unchanged at an edge. */
export function movedTo(
  position: number,
  by: Direction,
  { count, columns }: { count: number; columns: number },
): number {
  const step = { left: -1, right: 1, up: -columns, down: columns }[by]
  const next = position + step
  if (next < 0 || next >= count) return position
  const isSameRow = Math.floor(next / columns) === Math.floor(position / columns)
  return (by === 'left' || by === 'right') && !isSameRow ? position : next
}
