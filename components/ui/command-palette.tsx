'use client'

import * as Primitive from '@radix-ui/react-dialog'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { Search } from '@/components/ui/generated/icons'
import { ComboField, ComboOption, optionList } from './combo-field'
import { DialogFrame } from './dialog-frame'

interface PaletteItem {
  id: string
  title: string
  hint?: string
  icon?: ReactNode
}

interface CommandPaletteProps {
  onClose: () => void
  label: string
  text: string
  onText: (text: string) => void
  /** Groups without items are hidden. */
  groups: ReadonlyArray<{ title: string; items: readonly PaletteItem[] }>
  onChoose: (id: string) => void
  /** Status below the results: nothing found, or still searching. */
  status: string
}

const Option = ({ item, ...rest }: ComponentProps<typeof ComboOption> & { item: PaletteItem }) => (
  <ComboOption
    {...rest}
    className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-[13px] aria-selected:bg-accent-soft aria-selected:text-accent desk:min-h-9"
  >
    <span className="shrink-0 text-second">{item.icon}</span>
    <span className="min-w-0 flex-1 truncate">{item.title}</span>
    {item.hint && <span className="max-w-[45%] shrink-0 truncate text-second text-small">{item.hint}</span>}
  </ComboOption>
)

/**
 * A search field over a list of results: arrow keys move, Enter opens, Escape closes; the focus stays in the field. The
 * list element itself scrolls, so that assistive technology connects it to the arrow keys of the field.
 */
export function CommandPalette(props: CommandPaletteProps) {
  const { onClose, label, text, onText, groups, onChoose, status } = props
  const listId = useId()
  const filled = groups.filter(({ items }) => items.length > 0)
  const items = filled.flatMap(({ items }) => items)
  const [wanted, setWanted] = useState<string | null>(null)
  const { fieldProps, optionProps } = optionList({
    ...{ listId, count: items.length, wraps: true },
    // Marked by id, since results that arrive later can move the others.
    active: items.findIndex(({ id }) => id === wanted),
    setActive: (index) => setWanted(items[index]!.id),
    onTake: (index) => items[index] && onChoose(items[index].id),
  })

  return (
    <DialogFrame
      isOpen
      onClose={onClose}
      aria-describedby={undefined}
      lang="en"
      className="fixed top-3 left-1/2 z-50 flex max-h-[min(calc(100dvh-24px),560px)] w-[calc(100vw-24px)] max-w-[600px] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line bg-card shadow-float focus:outline-none desk:top-[12vh]"
    >
      <Primitive.Title className="sr-only">{label}</Primitive.Title>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden size={16} className="shrink-0 text-second" />
        <ComboField
          label={label}
          {...fieldProps}
          maxLength={100}
          value={text}
          onText={(typed) => {
            setWanted(null)
            onText(typed)
          }}
          className="h-12 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-second"
        />
        <Primitive.Close className="shrink-0 rounded-control px-1.5 py-1 text-second text-small hover:text-text touch:min-h-11">
          Close
        </Primitive.Close>
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label="Found"
        className="min-h-0 overflow-y-auto overscroll-contain p-1.5 empty:hidden"
      >
        {filled.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is not a fieldset
          <div key={group.title} role="group" aria-label={group.title}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-second text-small">
              {group.title}
            </div>
            {group.items.map((item) => (
              <Option
                key={item.id}
                item={item}
                {...optionProps(items.indexOf(item))}
                onClick={() => onChoose(item.id)}
              />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className="px-4 py-2 text-second text-small">
        {status}
      </p>
    </DialogFrame>
  )
}
