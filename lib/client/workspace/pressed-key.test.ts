import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { pressedKey, shortcutKey } from './pressed-key'

interface Focused {
  tag: string
  type?: string
  /** Role of an element around it. */
  within?: string
}

/** Stands for an element, and knows the selectors that `pressedKey` asks about. */
class FakeElement {
  readonly isContentEditable = false
  constructor(readonly focused: Focused) {}
  closest(selectors: string) {
    return selectors.split(/, (?![^(]*\))/).some((one) => this.matches(one)) ? this : null
  }
  private matches(selector: string) {
    const { tag, type = '', within = '' } = this.focused
    if (selector.startsWith('input:not')) return tag === 'input' && !selector.includes(`[type=${type}]`)
    return [tag, `${tag}:not([data-submits])`, `${tag}[type=${type}]`, `[role=${within}]`].includes(selector)
  }
}

let isDialogShown = false
beforeAll(() => {
  vi.stubGlobal('HTMLElement', FakeElement)
  vi.stubGlobal('document', { querySelector: () => (isDialogShown ? {} : null) })
})
beforeEach(() => {
  isDialogShown = false
})
afterAll(() => vi.unstubAllGlobals())

const eventOf = (key: string, focused: Focused, over: Partial<KeyboardEvent> = {}) =>
  ({
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...over,
    key,
    target: new FakeElement(focused),
  }) as unknown as KeyboardEvent
const shortcut = (...press: Parameters<typeof eventOf>) => shortcutKey(eventOf(...press))

test.each([
  ['a text field', { tag: 'input', type: 'text' }, 'field'],
  ['a list of choices', { tag: 'select' }, 'field'],
  ['a button of a dialog', { tag: 'button', within: 'dialog' }, 'field'],
  ['a menu item', { tag: 'div', within: 'menu' }, 'field'],
  ['a checkbox', { tag: 'input', type: 'checkbox' }, 'control'],
  ['a link', { tag: 'a' }, 'control'],
  ['a radio button', { tag: 'input', type: 'radio' }, 'screen'],
  ['the page', { tag: 'body' }, 'screen'],
] as const)('knows what has the focus: %s', (_, focused, focus) => {
  expect(pressedKey(eventOf('j', focused))?.focus).toBe(focus)
})

test('leaves Space to a focused checkbox, and uses other keys as shortcuts', () => {
  const box = { tag: 'input', type: 'checkbox' }
  expect(['?', ']', 'ArrowRight', ' '].map((key) => shortcut(key, box))).toEqual(['?', ']', 'ArrowRight', null])
})

test('uses no key with a modifier, that was handled before, or that composes a character', () => {
  const page = { tag: 'body' }
  for (const over of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
    expect(shortcut('j', page, over)).toBeNull()
  for (const over of [{ defaultPrevented: true }, { isComposing: true }]) expect(shortcut('j', page, over)).toBeNull()
  expect(shortcut('j', page)).toBe('j')
})

test('uses no key while a dialog or menu is open, even if the focus is outside', () => {
  isDialogShown = true
  expect(shortcut('j', { tag: 'body' })).toBeNull()
})
