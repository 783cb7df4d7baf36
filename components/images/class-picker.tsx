'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useDeferredValue, useId, useState } from 'react'
import { classesQuery } from '@/lib/client/projects'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import { type ClassRole, classPlaces } from '@/lib/domain/images/image-filter'
import { classRoleWord } from '@/lib/wording/images/image-filter'

interface ClassPickerProps {
  slug: string
  /** False before the first run: then nothing is kept that could be looked for. */
  canBeKept: boolean
  onPick: (classIndex: number, as: ClassRole) => void
  /** As high as the fields of a form, and as wide as its column. */
  isTall?: boolean
}

/** Finds a class by name, external id or index; Enter takes the first found. */
export function ClassPicker({ slug, canBeKept, onPick, isTall = false }: ClassPickerProps) {
  const places = classPlaces.filter((place) => canBeKept || place !== 'kept')
  const listId = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [as, setAs] = useState<ClassRole>(places[0]!)
  const query = useDeferredValue(text.trim())
  const { data } = useQuery({ ...classesQuery(slug, query), enabled: isOpen })
  const found = data?.classes ?? []
  const isListed = isOpen && found.length > 0

  function pick(label: ClassLabel | undefined) {
    if (!label || label.index === null) return
    setOpen(false)
    setText('')
    onPick(label.index, places.includes(as) ? as : places[0]!)
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
    <div className="relative flex max-w-full">
      <select
        aria-label="Search for a class among"
        value={places.includes(as) ? as : places[0]}
        onChange={(event) => setAs(places.find((place) => place === event.currentTarget.value) ?? places[0]!)}
        className={clsx(
          'rounded-s-control border border-edge border-e-0 bg-card ps-2 pe-1 text-[13px]',
          isTall ? 'h-9' : 'h-8',
        )}
      >
        {places.map((place) => (
          <option key={place} value={place}>
            {classRoleWord[place]}
          </option>
        ))}
      </select>
      <input
        role="combobox"
        aria-label="Class"
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
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
        className={clsx(
          'min-w-0 rounded-e-control border border-edge bg-card px-2.5 text-[13px] placeholder:text-second',
          isTall ? 'h-9 flex-1' : 'h-8 w-40',
        )}
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
              {label.index} · {label.externalId}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
