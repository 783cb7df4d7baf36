import { type ComponentProps, useEffect } from 'react'

interface ComboFieldProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  label: string
  listId: string
  /** Id of the marked option, which is scrolled into view. Undefined if no options are shown. */
  activeId: string | undefined
  onText: (text: string) => void
}

interface ComboOptionProps extends ComponentProps<'div'> {
  id: string
  /** Whether Enter in the field takes it. */
  isActive: boolean
}

/** An option of the list. The field keeps the focus and handles the keys. */
export const ComboOption = ({ isActive, ...rest }: ComboOptionProps) => (
  <div role="option" tabIndex={-1} aria-selected={isActive} {...rest} />
)

/** The text field of a list of options. It keeps the focus, and its `onKeyDown` handles the keys of the list. */
export function ComboField({ label, listId, activeId, onText, ...rest }: ComboFieldProps) {
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  return (
    <input
      role="combobox"
      aria-label={label}
      aria-expanded={activeId !== undefined}
      aria-controls={listId}
      aria-autocomplete="list"
      aria-activedescendant={activeId}
      placeholder={label}
      autoComplete="off"
      onChange={(event) => onText(event.currentTarget.value)}
      {...rest}
    />
  )
}
