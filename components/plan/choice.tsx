import { type ReactNode, useId } from 'react'

interface ChoiceProps {
  group: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
  label: string
  children?: ReactNode
}

/** A radio option with its own fields below. */
export function Choice({ group, isChosen, isDisabled = false, onChoose, label, children }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="radio"
        name={group}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-medium text-[13px]">
          {label}
        </label>
        {children}
      </div>
    </div>
  )
}
