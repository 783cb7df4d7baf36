import type { KeyPress } from '@/lib/domain/workspace/key-table'

/** A press of a key alone, while the screen has the focus. */
export const makeKeyPress = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false },
  focus: 'screen',
  ...over,
})
