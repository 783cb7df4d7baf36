'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { saveClassNote } from '@/lib/client/texts'
import type { ClassNote } from '@/lib/contracts/texts'
import { maxClassNoteChars } from '@/lib/domain/texts/document'
import { wholeNumber } from '@/lib/wording/number'

interface ClassNoteItemProps {
  slug: string
  about: ClassNote
  /** Replaces the class name, if the page shows it already. */
  heading?: string
  onEdit?: (isOpen: boolean) => void
  onSaved: () => void
}

export function ClassNoteItem({ slug, about, heading, onEdit, onSaved }: ClassNoteItemProps) {
  const { classId, name, externalId, gloss, note } = about
  const [text, setText] = useState<string | null>(null)
  // The list may be fetched again while this one is edited. What another admin wrote since must not be overwritten.
  const [base, setBase] = useState(note)
  const saving = useMutation({
    mutationFn: (wanted: string) => saveClassNote(slug, classId, { note: wanted, basedOn: { note: base } }),
    onSuccess: () => {
      close()
      onSaved()
    },
  })
  useLeaveWarning(text !== null && text.trim() !== (base ?? ''))
  function edit() {
    saving.reset()
    setBase(note)
    setText(note ?? '')
    onEdit?.(true)
  }
  function close() {
    setText(null)
    onEdit?.(false)
  }
  return (
    <li className="px-4 py-3">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p>
            <span className="font-semibold">{heading ?? name}</span>{' '}
            {externalId && <span className="text-second text-small">{externalId}</span>}
          </p>
          {gloss && <p className="text-second text-small">{gloss}</p>}
          {note && text === null && <p className="mt-1.5 whitespace-pre-line text-pretty">{note}</p>}
        </div>
        {text === null && (
          <Button
            size="small"
            aria-label={note ? `Edit the note on ${name}` : `Write a note on ${name}`}
            onClick={edit}
          >
            {note ? 'Edit' : 'Write a note'}
          </Button>
        )}
      </div>
      {text !== null && (
        <form
          className="mt-2"
          onSubmit={(event) => {
            event.preventDefault()
            saving.mutate(text)
          }}
        >
          <TextArea
            label={`Note on ${name}`}
            dir="auto"
            autoFocus
            rows={3}
            maxLength={maxClassNoteChars}
            value={text}
            readOnly={saving.isPending}
            onChange={(event) => setText(event.currentTarget.value)}
            hint={`What to look for, and what does not count. ${wholeNumber(text.length)} of ${wholeNumber(maxClassNoteChars)} characters.`}
            error={saving.error ? errorText(saving.error) : undefined}
          />
          <div className="mt-2 flex gap-2">
            <Button tone="main" size="small" type="submit" disabled={saving.isPending || text.trim() === (base ?? '')}>
              {text.trim() === '' && base ? 'Delete note' : 'Save'}
            </Button>
            <Button size="small" disabled={saving.isPending} onClick={close}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}
