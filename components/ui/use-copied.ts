import { useState } from 'react'

/** Copies a text to the clipboard and knows whether it did, until that is forgotten. */
export function useCopied() {
  const [isCopied, setCopied] = useState(false)
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return { isCopied, copy, forget: () => setCopied(false) }
}
