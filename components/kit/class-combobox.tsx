'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useDeferredValue, useId, useState } from 'react'
import { classesQuery } from '@/lib/client/projects'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'

interface ClassComboboxProps {
  slug: string
  onPick: (label: ClassLabel) => void
  name?: string
  className?: string
}

/** Finds a class by name, external id or index. Enter picks the first result. */
export function ClassCombobox({ slug, onPick, name = 'Class', className }: ClassComboboxProps) {
  const listId = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const query = useDeferredValue(text.trim())
  const { data } = useQuery({ ...classesQuery(slug, query), enabled: isOpen })
  const found = data?.classes ?? []
  const isListed = isOpen && found.length > 0

  function pick(label: ClassLabel | undefined) {
    if (!label || label.index === null) return
    setOpen(false)
    setText('')
    onPick(label)
  }

  function onKey(event: React.KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setActive((now) => Math.max(0, Math.min(found.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      pick(found[active])
    } else if (event.key === 'Escape') setOpen(false)
  }

  return (
    <div className={clsx('relative flex min-w-0', className)}>
      <input
        role="combobox"
        aria-label={name}
        aria-expanded={isListed}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isListed ? `${listId}-${active}` : undefined}
        placeholder="Class, id or index"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
        className="h-[inherit] w-full min-w-0 rounded-[inherit] border border-edge bg-card px-2.5 text-[13px] placeholder:text-second"
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Classes"
        hidden={!isListed}
        className="absolute start-0 top-full z-20 mt-1 max-h-72 w-72 max-w-[80vw] overflow-y-auto rounded-card border bg-card p-1 shadow-float"
      >
        {found.map((label, index) => (
          <div
            key={label.index}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault()
              pick(label)
            }}
            onPointerMove={() => setActive(index)}
            className="flex h-8 cursor-pointer items-center gap-2 rounded-[5px] px-2 text-[13px] aria-selected:bg-accent-soft aria-selected:text-accent"
          >
            <span className="min-w-0 flex-1 truncate">{label.name}</span>
            <span className="shrink-0 text-second text-small tabular-nums">
              {[label.index, label.externalId].filter((part) => part !== null).join(' · ')}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
