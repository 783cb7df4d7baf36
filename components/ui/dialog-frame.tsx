import * as Primitive from '@radix-ui/react-dialog'
import { type ComponentProps, useCallback, useState } from 'react'
import { groupsOf } from './lost-focus'

/** Elements to which each dialog can return the focus, nearest first. */
const openers = new WeakMap<Element, readonly HTMLElement[]>()

/**
 * Returns the focused element and its fallbacks, because a menu item or a replaced dialog is gone when the dialog
 * closes, and a disabled button loses the focus. The table and the page come last, for a button whose row was removed.
 */
function focusedNow(): readonly HTMLElement[] {
  if (typeof document === 'undefined') return []
  const active = document.activeElement
  const menuId = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const menuButton = menuId ? document.getElementById(menuId) : null
  const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1)
  const opener = menuButton ?? active
  const around = opener ? groupsOf(opener) : []
  const beyond = dialog ? openers.get(dialog) : [...around, document.getElementById('content')]
  return [active, menuButton, ...(beyond ?? [])].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one !== document.body,
  )
}

/**
 * Returns the focus when a dialog closes, unless something else has taken it. Radix returns it only to its own trigger,
 * but our dialogs also open from menus and keys.
 */
function useFocusReturn(isOpen: boolean) {
  const [was, setWas] = useState({ isOpen: false, before: [] as readonly HTMLElement[] })
  // During render, because an effect would run after a field of the dialog has taken the focus.
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

interface DialogFrameProps extends ComponentProps<typeof Primitive.Content> {
  isOpen: boolean
  onClose: () => void
}

/** A modal dialog without a look of its own. */
export function DialogFrame({ isOpen, onClose, ...content }: DialogFrameProps) {
  const focusReturn = useFocusReturn(isOpen)
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Primitive.Content {...focusReturn} {...content} />
      </Primitive.Portal>
    </Primitive.Root>
  )
}
