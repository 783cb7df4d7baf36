import { type ComponentProps, type ReactNode, useId } from 'react'

interface CheckableProps extends ComponentProps<'input'> {
  label: string
  hint?: ReactNode
  /** Fields that belong to it, below. */
  children?: ReactNode
}

export const Checkbox = (props: CheckableProps) => <Checkable type="checkbox" {...props} />

export const Radio = (props: CheckableProps) => <Checkable type="radio" {...props} />

function Checkable({ label, hint, children, ...rest }: CheckableProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input id={id} aria-describedby={hint ? `${id}-note` : undefined} className="mt-0.5 size-4 shrink-0" {...rest} />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-medium text-[13px]">
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="text-pretty text-second text-small">
            {hint}
          </p>
        )}
        {children}
      </div>
    </div>
  )
}
