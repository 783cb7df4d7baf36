import { type ComponentProps, type KeyboardEvent, useEffect } from 'react'

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

interface OptionListProps {
  listId: string
  count: number
  /** Index of the marked option; one outside the list marks the nearest. */
  active: number
  setActive: (index: number) => void
  /** Called for Enter, also if there are no options. */
  onTake: (index: number) => void
  /** Whether the last option is followed by the first. */
  wraps?: boolean
}

/** Properties of a field, in which arrow keys move the mark and Enter takes the marked option, and of the options. */
export function optionList({ listId, count, active, setActive, onTake, wraps = false }: OptionListProps) {
  const nearest = (index: number) => Math.max(0, Math.min(count - 1, index))
  const marked = nearest(active)
  const idOf = (index: number) => `${listId}-${index}`
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if ((step === undefined && event.key !== 'Enter') || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (step === undefined) onTake(marked)
    else if (count > 0) setActive(wraps ? (marked + step + count) % count : nearest(marked + step))
  }
  return {
    fieldProps: { listId, activeId: count > 0 ? idOf(marked) : undefined, onKeyDown },
    optionProps: (index: number) => ({
      ...{ id: idOf(index), isActive: index === marked, onPointerMove: () => setActive(index) },
    }),
  }
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
