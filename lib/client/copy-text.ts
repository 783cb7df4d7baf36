/**
 * Copies text by selecting it in a temporary field, which works without a clipboard. The field is put beside `button`,
 * because an open dialog would take the focus back from any place outside it.
 */
function copySelected(text: string, button: HTMLElement): boolean {
  const document = button.ownerDocument
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.cssText = 'position:fixed;top:0;left:0;opacity:0'
  button.parentElement?.append(field)
  try {
    field.focus({ preventScroll: true })
    field.select()
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    button.focus({ preventScroll: true })
  }
}

/**
 * Copies text after a click on `button`. Browsers provide the clipboard only over HTTPS and on the own computer. Returns
 * whether the text was copied.
 */
export async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (!clipboard) return copySelected(text, button)
  return clipboard.writeText(text).then(
    () => true,
    () => copySelected(text, button),
  )
}
