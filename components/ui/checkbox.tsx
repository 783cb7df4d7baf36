import { type ComponentProps, type ReactNode, useId } from 'react'

export function Checkbox({ label, hint, ...rest }: ComponentProps<'input'> & { label: string; hint?: ReactNode }) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-note` : undefined}
        className="mt-0.5 size-4 shrink-0"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-medium text-[13px]">
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="text-second text-small">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
