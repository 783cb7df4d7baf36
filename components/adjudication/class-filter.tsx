'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { classesQuery } from '@/lib/client/projects'

interface ClassFilterProps {
  slug: string
  onPick: (classIndex: number) => void
}

/** Finds a class by name, id or index, with the browser's suggestion list. */
export function ClassFilter({ slug, onPick }: ClassFilterProps) {
  const listId = useId()
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const { data } = useQuery({ ...classesQuery(slug, query), enabled: query !== '' })
  const found = data?.classes ?? []
  function take(value: string, isDone: boolean) {
    setText(value)
    const wanted = value.trim().toLowerCase()
    const exact = found.find(({ name, externalId, index }) =>
      [name.toLowerCase(), externalId, String(index)].includes(wanted),
    )
    const picked = exact ?? (isDone ? found[0] : undefined)
    if (!picked || picked.index === null) return
    setText('')
    onPick(picked.index)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        take(text, true)
      }}
    >
      <input
        aria-label="Class"
        list={listId}
        placeholder="Class name, id or index"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          // A suggestion arrives as a whole and is applied at once; typed text waits for Enter.
          const isTaken = !('inputType' in event.nativeEvent) || event.nativeEvent.inputType === 'insertReplacementText'
          if (isTaken) take(event.currentTarget.value, false)
          else setText(event.currentTarget.value)
        }}
        className="h-8 w-44 rounded-control border border-edge bg-card px-2.5 text-[13px] placeholder:text-second"
      />
      <datalist id={listId}>
        {found.map(({ name, index, externalId }) => (
          <option key={index} value={name} label={[index, externalId].filter((part) => part !== null).join(' · ')} />
        ))}
      </datalist>
    </form>
  )
}
