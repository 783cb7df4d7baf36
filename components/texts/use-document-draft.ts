import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { saveDocument } from '@/lib/client/texts'
import { type DocumentKind, tidyText } from '@/lib/domain/texts/document'

interface Saved {
  text: string
  version: number | null
  /** Language of the translation. Null: the project's own language. */
  language: string | null
  /** Whether it translates an outdated version, so that saving it unchanged is useful. */
  isOutdated: boolean
}

export type DocumentDraft = ReturnType<typeof useDocumentDraft>

export function useDocumentDraft(slug: string, kind: DocumentKind, saved: Saved) {
  const router = useRouter()
  const [text, setText] = useState(saved.text)
  const [base, setBase] = useState(saved)
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'same'>('idle')
  const [restoredVersion, setRestoredVersion] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const isChanged = tidyText(text) !== base.text
  const { language } = saved
  useLeaveWarning(isChanged)

  /** Replaces the whole text by that of a file or an earlier version. Returns whether it did. */
  function replace(next: string, version: number | null = null): boolean {
    if (isChanged && !window.confirm('Replace your unsaved changes?')) return false
    setText(next)
    setRestoredVersion(version)
    setState('idle')
    return true
  }

  return {
    text,
    /** The latest version this page knows. */
    base,
    isChanged,
    state,
    error,
    /** The earlier version that was restored into the editor and is not saved yet. */
    restoredVersion,
    write(next: string) {
      setText(next)
      setState('idle')
    },
    replace,
    restoreVersion(wording: { version: number; text: string }) {
      if (replace(wording.text, wording.version)) window.scrollTo({ top: 0 })
    },
    leave() {
      setText(base.text)
      setRestoredVersion(null)
    },
    async save() {
      setState('saving')
      setError(null)
      try {
        const { version, isNew } = await saveDocument(slug, kind, { text, basedOn: base.version, language })
        setBase({ text: tidyText(text), version, language, isOutdated: false })
        setRestoredVersion(null)
        setState(isNew ? 'saved' : 'same')
        router.refresh()
      } catch (reason) {
        setError(reason instanceof Error ? reason.message : String(reason))
        setState('idle')
      }
    },
  }
}
