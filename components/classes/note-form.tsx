'use client'

import { useRouter } from 'next/navigation'
import { ClassNoteItem } from '@/components/texts/class-note-item'

interface NoteFormProps {
  slug: string
  classId: number
  name: string
  note: string | null
}

export function ClassNoteForm({ slug, classId, name, note }: NoteFormProps) {
  const router = useRouter()
  return (
    <ul className="mt-3 rounded-card border bg-card">
      <ClassNoteItem
        slug={slug}
        heading="Note for raters"
        about={{ classId, name, externalId: null, gloss: note ? null : `No note on ${name} yet.`, note }}
        onSaved={() => router.refresh()}
      />
    </ul>
  )
}
