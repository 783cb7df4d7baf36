import type { Ref } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { longestNote } from '@/lib/domain/adjudication/adjudication'

interface NoteFieldProps {
  ref: Ref<HTMLInputElement>
  keyName?: string
  value: string
  onChange: (text: string) => void
  onSubmit: () => void
}

/** A note on a decision. Enter saves; Escape returns the focus to the page. */
export function NoteField({ ref, keyName = 'e', value, onChange, onSubmit }: NoteFieldProps) {
  return (
    <label className="flex items-center gap-2 text-[13px]">
      <span className="shrink-0 font-semibold">Note</span>
      <input
        ref={ref}
        value={value}
        maxLength={longestNote}
        autoComplete="off"
        placeholder="Optional"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'Enter') return
          event.preventDefault()
          event.currentTarget.blur()
          onSubmit()
        }}
        className="h-8 min-w-0 flex-1 rounded-control border border-edge bg-card px-2.5 placeholder:text-second max-desk:h-11"
      />
      <Kbd className="max-desk:hidden">{keyName}</Kbd>
    </label>
  )
}
