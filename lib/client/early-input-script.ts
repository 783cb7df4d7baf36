// Inline script in the head of every page (app/layout.tsx), bundled into one file by lib/cli/bundle.mjs.

/**
 * Repeats what the user did before hydration, in order, as soon as React handles it. Without this, React would reset
 * the text of some fields, show the content of others without knowing it, and ignore clicks and submitted forms.
 */
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const pauseMs = 50

/** For each element, how to repeat what was last done with it. */
const waiting = new Map<Element, () => void>()
let isRepeating = false

const isControl = (target: unknown): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

/**
 * Whether React handles events of an element. The event, which has no handlers, makes React hydrate the element at once
 * if it can; React stops the event if it cannot.
 */
function isHydrated(element: Element): boolean {
  let hasArrived = false
  const arrive = () => {
    hasArrived = true
  }
  addEventListener('touchcancel', arrive)
  element.dispatchEvent(new Event('touchcancel', { bubbles: true }))
  removeEventListener('touchcancel', arrive)
  return hasArrived && Object.keys(element).some((key) => key.startsWith('__reactProps$'))
}

function repeat(element: Element) {
  const act = waiting.get(element)
  waiting.delete(element)
  act?.()
}

/** Repeats one action at a time, so that React has rendered its effect before the next. */
function repeatNext() {
  for (const element of waiting.keys()) if (!element.isConnected) waiting.delete(element)
  const next = [...waiting.keys()].find(isHydrated)
  if (next) repeat(next)
  isRepeating = waiting.size > 0
  if (isRepeating) setTimeout(repeatNext, next ? 0 : pauseMs)
}

function keep(element: Element, act: () => void) {
  waiting.delete(element)
  waiting.set(element, act)
  if (!isRepeating) setTimeout(repeatNext, pauseMs)
  isRepeating = true
}

/** Sets the value through the prototype: React ignores input that equals the value last set on the element itself. */
function setValue(control: Control, value: string) {
  if (control.value === value) control.value = `${value} `
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
}

/** Returns a function that enters the present content of a control again. */
function entryOf(control: Control): () => void {
  if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
    const { checked } = control
    return () => {
      control.checked = !checked
      control.click()
    }
  }
  if (control instanceof HTMLSelectElement || control.type === 'file') {
    const { value } = control
    return () => {
      if (control.type !== 'file') control.value = value
      control.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
  const { value, selectionStart, selectionEnd } = control
  return () => {
    setValue(control, value)
    const isFocused = document.activeElement === control
    if (isFocused && selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd)
    control.dispatchEvent(new Event('input', { bubbles: true }))
    // Some fields apply their text when they lose the focus.
    if (!isFocused) control.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  }
}

/** Menus open on `pointerdown`, before the click. */
function press(button: HTMLButtonElement) {
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  button.click()
}

/** The rating screen has an early script of its own. */
function on<Type extends keyof WindowEventMap>(type: Type, handle: (event: WindowEventMap[Type]) => void) {
  addEventListener(type, (event) => window.earlyAnswers || handle(event), { capture: true })
}

on('input', ({ target }) => {
  if (!isControl(target)) return
  const enter = entryOf(target)
  if (!isHydrated(target)) keep(target, enter)
})
// Hydration may have reset the text that this event is about to change.
on('beforeinput', ({ target }) => {
  if (isControl(target) && isHydrated(target)) repeat(target)
})
on('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null
  if (button?.type !== 'button' || isHydrated(button)) return
  // What was not possible when it was clicked must not happen later, such as submitting before the picture is painted.
  if (button.ariaDisabled !== 'true') keep(button, () => press(button))
})
on('submit', (event) => {
  const { target: form, submitter } = event
  // Forms with an address work without scripts.
  if (!(form instanceof HTMLFormElement) || form.hasAttribute('action') || isHydrated(form)) return
  event.preventDefault()
  keep(form, () => form.requestSubmit(submitter))
})
