import { clsx } from 'clsx'
import type { Ref } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { maxNoteLength } from '@/lib/domain/adjudication/adjudication'

interface ReasonChoiceProps<Value extends string> {
  legend: string
  name: string
  values: readonly Value[]
  words: Record<Value, string>
  value: Value | null
  isLocked: boolean
  onChoose: (value: Value) => void
  areKeysShown?: boolean
  isTight?: boolean
}

/** A short list of options to choose one from, by digit key or click. */
export function ReasonChoice<Value extends string>(props: ReasonChoiceProps<Value>) {
  const { legend, name, values, words, value, isLocked, onChoose, areKeysShown = true, isTight = false } = props
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-semibold text-[13px]">{legend}</legend>
      <div className={clsx('grid gap-1', isTight ? 'grid-cols-3' : 'grid-cols-1 min-[360px]:grid-cols-2')}>
        {values.map((one, index) => (
          <label
            key={one}
            className={clsx(
              'relative flex min-h-8 items-center gap-2 rounded-control border px-2 py-1 text-[13px] leading-[17px] max-desk:min-h-11',
              'has-aria-disabled:pointer-events-none has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1',
              value === one ? 'border-accent bg-accent-soft text-text' : 'border-line hover:border-edge',
            )}
          >
            <input
              type="radio"
              name={name}
              value={one}
              checked={value === one}
              aria-disabled={isLocked || undefined}
              onChange={() => !isLocked && onChoose(one)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-control outline-none"
            />
            {areKeysShown && <Kbd className="shrink-0 max-desk:hidden">{index + 1}</Kbd>}
            <span className="min-w-0">{words[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

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
        maxLength={maxNoteLength}
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
        className="h-8 min-w-0 flex-1 rounded-control border border-edge bg-card px-2.5 placeholder:text-second"
      />
      <Kbd className="max-desk:hidden">{keyName}</Kbd>
    </label>
  )
}
