import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './copy-text'

afterEach(() => vi.unstubAllGlobals())

/** A button in a page that copies whatever text is selected, unless `canCopy` is false. */
function fakePage({ canCopy = true } = {}) {
  const page = { selected: '', copied: '', fields: 0, hasFocus: false }
  const field = { value: '', readOnly: false, style: { cssText: '' } }
  const ownerDocument = {
    createElement: () => ({
      ...field,
      focus: () => {},
      select() {
        page.selected = this.value
      },
      remove: () => page.fields--,
    }),
    execCommand() {
      if (canCopy) page.copied = page.selected
      return canCopy
    },
  }
  const button = {
    ownerDocument,
    parentElement: { append: () => page.fields++ },
    focus: () => {
      page.hasFocus = true
    },
  }
  return { page, button: button as unknown as HTMLElement }
}

test('copies through the clipboard', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { page, button } = fakePage()
  expect(await copyText('some text', button)).toBe(true)
  expect(writeText).toHaveBeenCalledWith('some text')
  expect(page.copied).toBe('')
})

test.each([
  ['a browser without a clipboard, as over plain HTTP', {}],
  ['a browser that refuses its clipboard', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } }],
])('copies a selection in %s, and returns the focus to the button', async (_, navigator) => {
  vi.stubGlobal('navigator', navigator)
  const { page, button } = fakePage()
  expect(await copyText('some text', button)).toBe(true)
  expect(page).toEqual({ selected: 'some text', copied: 'some text', fields: 0, hasFocus: true })
})

test('reports that nothing was copied', async () => {
  vi.stubGlobal('navigator', {})
  const { page, button } = fakePage({ canCopy: false })
  expect(await copyText('some text', button)).toBe(false)
  expect(page.fields).toBe(0)
})
