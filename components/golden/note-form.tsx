'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { addGoldenNote } from '@/lib/client/golden/golden'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import type { Conclusion, GoldenPairDetail } from '@/lib/contracts/golden/golden-discussion'

interface NoteFormProps {
  slug: string
  pair: GoldenPairDetail
  ownAddress: string
}

/** Adds a note to the discussion. The text is stored in this browser until it is saved. */
export function GoldenNoteForm({ slug, pair, ownAddress }: NoteFormProps) {
  const router = useRouter()
  const draftName = `reassess-note:${slug}:${pair.imageId}-${pair.classId}`
  const [text, setText] = useState('')
  useEffect(() => setText(readLocal(draftName) ?? ''), [draftName])
  const write = (value: string) => {
    setText(value)
    writeLocal(draftName, value)
  }
  const adding = useMutation({
    mutationFn: (conclusion: Conclusion | null) => addGoldenNote(slug, pair, { text, conclusion }),
    onSuccess: () => {
      write('')
      // A resolved pair may leave the list, so put it into the URL to keep it visible.
      router.replace(ownAddress, { scroll: false })
      router.refresh()
    },
  })
  const problem = adding.error ? formError(adding.error) : null
  const send = (conclusion: Conclusion | null) => {
    if (!adding.isPending) adding.mutate(conclusion)
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        send(null)
      }}
    >
      {problem?.message && <Notice tone="error">{problem.message} Your text is still here.</Notice>}
      <TextArea
        label="Your note"
        maxLength={4_000}
        value={text}
        onChange={(event) => write(event.target.value)}
        error={problem?.fields.text}
        hint="Notes show your name and cannot be edited. A resolution counts as the golden label; individual answers stay as given."
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={adding.isPending}>
          Add note
        </Button>
        <span className="flex-1" />
        {pair.conclusion && (
          <Button disabled={adding.isPending} onClick={() => send('reopen')}>
            Reopen
          </Button>
        )}
        {(['no', 'yes'] as const)
          .filter((conclusion) => conclusion !== pair.conclusion)
          .map((conclusion) => (
            <Button key={conclusion} disabled={adding.isPending} onClick={() => send(conclusion)}>
              Resolve: {conclusion}
            </Button>
          ))}
      </div>
    </form>
  )
}
