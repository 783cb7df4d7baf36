import { useCallback, useState } from 'react'

/** What each dialog gives the focus back to, the nearest first. */
const openers = new WeakMap<Element, readonly HTMLElement[]>()

/**
 * What has the focus as a dialog opens, and what that came from: an item of a menu is gone when the dialog closes, and so is
 * a dialog that this one replaces. Its button may have lost the focus by then, as buttons do that are disabled while they
 * work. The page itself comes last, for what closes because its row was removed.
 */
function focusedNow(): readonly HTMLElement[] {
  if (typeof document === 'undefined') return []
  const active = document.activeElement
  const menuButton = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1)
  const found = [active, menuButton ? document.getElementById(menuButton) : null]
  const beyond = dialog ? openers.get(dialog) : [document.getElementById('content')]
  return [...found, ...(beyond ?? [])].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one !== document.body,
  )
}

/**
 * Gives the focus back to what opened a dialog when it closes, unless something else has taken it. Radix gives it back to
 * its own trigger alone, and ours open from buttons, menus and keys.
 */
export function useFocusReturn(isOpen: boolean) {
  const [was, setWas] = useState({ isOpen: false, before: [] as readonly HTMLElement[] })
  // While rendering: an effect would come after a field of the dialog has taken the focus.
  if (was.isOpen !== isOpen) setWas({ isOpen, before: isOpen ? focusedNow() : was.before })
  const { before } = was
  const ref = useCallback(
    (dialog: HTMLElement | null) => {
      if (dialog) openers.set(dialog, before)
    },
    [before],
  )
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault()
    for (const element of before) {
      if (document.activeElement !== document.body) return
      element.focus({ preventScroll: true })
    }
  }
  return { ref, onCloseAutoFocus }
}
