import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { maxDocumentChars } from '@/lib/domain/texts/document'

/** At most four bytes per character. */
const mostBytes = 4 * maxDocumentChars

/** Loads a file into the editor, for review before saving. */
export function TextFile({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  async function take(file: File | undefined) {
    if (!file) return
    if (file.size > mostBytes) return setProblem(`${file.name} is too long for a text.`)
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
      setProblem(null)
    } catch {
      setProblem(`${file.name} is not UTF-8 text. Save it as UTF-8 first.`)
    }
  }
  return (
    <>
      <Button onClick={() => input.current?.click()}>Take from a file…</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with the text"
        accept=".md,.markdown,.txt,text/plain,text/markdown"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
    </>
  )
}
