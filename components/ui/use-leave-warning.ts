import { useEffect } from 'react'

/** What to ask for each editor on the page with unsaved changes, and for each upload. */
const questions: string[] = []

/** Whether the user has just agreed to leave, so that the browser does not ask again about the same link. */
let hasAgreed = false
const agreementMs = 1_000

/** Asks whether unsaved changes may be discarded, if there are any. For navigation without a link. */
export function mayLeave(): boolean {
  const question = questions.at(-1)
  if (question === undefined) return true
  if (!window.confirm(question)) return false
  hasAgreed = true
  setTimeout(() => {
    hasAgreed = false
  }, agreementMs)
  return true
}

function leaving(event: BeforeUnloadEvent) {
  if (!hasAgreed) event.preventDefault()
}

function following(event: MouseEvent) {
  const link = event.target instanceof Element && event.target.closest('a[href]:not([target], [download], [href^="#"])')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || mayLeave()) return
  event.preventDefault()
  event.stopPropagation()
}

/**
 * Asks once before a link, a reload or the end of the tab discards changes, also those of several editors. Does not ask
 * about Back within the site.
 */
export function useLeaveWarning(isChanged: boolean, question = 'Leave this page without saving your changes?') {
  useEffect(() => {
    if (!isChanged) return
    questions.push(question)
    window.addEventListener('beforeunload', leaving)
    // On the window, so that it runs before the router follows the link.
    window.addEventListener('click', following, { capture: true })
    return () => {
      questions.splice(questions.indexOf(question), 1)
      if (questions.length > 0) return
      window.removeEventListener('beforeunload', leaving)
      window.removeEventListener('click', following, { capture: true })
    }
  }, [isChanged, question])
}

export const useUploadWarning = (isUploading: boolean) =>
  useLeaveWarning(isUploading, 'Leave this page and stop the upload?')
