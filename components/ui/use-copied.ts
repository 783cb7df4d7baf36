import { useState } from 'react'

/** Copies text to the clipboard. `isCopied` is true after success, until `forget` is called. */
export function useCopied() {
  const [isCopied, setCopied] = useState(false)
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return { isCopied, copy, forget: () => setCopied(false) }
}
