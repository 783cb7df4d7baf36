import { Moment } from '@/components/kit/moment'
import { Chip } from '@/components/ui/chip'
import type { GoldenNote } from '@/lib/contracts/golden/golden-discussion'
import { conclusionWord } from '@/lib/wording/golden'

const tones = { no: 'no', yes: 'yes', reopen: 'plain' } as const

export function NoteThread({ notes }: { notes: GoldenNote[] }) {
  if (notes.length === 0) return <p className="mb-3 text-second">No notes yet.</p>
  return (
    <ol aria-label="Notes" className="mb-4 flex flex-col gap-3">
      {notes.map((note) => (
        <li key={note.id}>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-second text-small">
            <span className="font-medium text-text">{note.author}</span>
            <Moment at={note.createdAt} />
            {note.conclusion && <Chip tone={tones[note.conclusion]}>{conclusionWord[note.conclusion]}</Chip>}
          </p>
          <p className="whitespace-pre-wrap break-words text-pretty">{note.text}</p>
        </li>
      ))}
    </ol>
  )
}
