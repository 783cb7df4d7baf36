'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { type ComponentProps, useDeferredValue, useId, useRef, useState } from 'react'
import { ComboField, ComboOption, optionList } from '@/components/ui/combo-field'
import { useCapturedKeys } from '@/components/ui/use-window-keys'
import { classesQuery } from '@/lib/client/projects'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import { unambiguousClass } from '@/lib/domain/classes/unambiguous-class'

interface ClassComboboxProps {
  slug: string
  onPick: (label: ClassLabel) => void
  name?: string
  className?: string
}

/** Returns the classes found for a text. `isSearching` while they still belong to an earlier text. */
function useClasses(slug: string, text: string, isOpen: boolean) {
  const query = useDeferredValue(text)
  const { data, isPending, isPlaceholderData } = useQuery({ ...classesQuery(slug, query), enabled: isOpen })
  return { found: data?.classes ?? [], isSearching: query !== text || isPending || isPlaceholderData }
}

/**
 * Remembers a text that was entered before its results arrived, and picks a class then, if the text can mean no other.
 * `forget` is called when the text changes or the list closes.
 */
function useEarlyEnter(slug: string, pick: (label: ClassLabel | undefined) => void) {
  const queryClient = useQueryClient()
  const entered = useRef<string | null>(null)
  const forget = () => {
    entered.current = null
  }
  async function enter(text: string) {
    if (text === '') return
    entered.current = text
    const results = await queryClient.fetchQuery(classesQuery(slug, text)).catch(() => null)
    if (results && entered.current === text) pick(unambiguousClass(results.classes, text))
  }
  return { enter, forget }
}

/**
 * Finds a class by name, external id or index. Enter picks the marked result; before the results of the typed text
 * arrive, it picks a class only if the text can mean no other.
 */
export function ClassCombobox({ slug, onPick, name = 'Class', className }: ClassComboboxProps) {
  const listId = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const typed = text.trim()
  const { found, isSearching } = useClasses(slug, typed, isOpen)
  const isListed = isOpen && found.length > 0
  const early = useEarlyEnter(slug, pick)
  // Escape closes the list; a dialog around it stays open, because it ignores a key that was handled before.
  useCapturedKeys(isListed, (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  })

  function close() {
    early.forget()
    setOpen(false)
  }

  function pick(label: ClassLabel | undefined) {
    if (!label || label.index === null) return
    close()
    setText('')
    onPick(label)
  }

  function take(index: number) {
    if (isOpen && isSearching) void early.enter(typed)
    else if (isOpen) pick(found[index])
  }

  const { fieldProps, optionProps } = optionList({ listId, count: found.length, active, setActive, onTake: take })

  return (
    <div className={clsx('relative flex min-w-0 touch:h-11', className)}>
      <ComboField
        label={name}
        {...fieldProps}
        activeId={isListed ? fieldProps.activeId : undefined}
        placeholder="Class, id or index"
        value={text}
        onText={(entered) => {
          early.forget()
          setText(entered)
          setActive(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            early.forget()
            setOpen(true)
          }
          fieldProps.onKeyDown(event)
        }}
        className="h-[inherit] w-full min-w-0 rounded-[inherit] border border-edge bg-card px-2.5 text-[13px] placeholder:text-second"
      />
      <ClassOptions listId={listId} found={found} isListed={isListed} optionProps={optionProps} onPick={pick} />
    </div>
  )
}

interface ClassOptionsProps {
  listId: string
  found: ClassLabel[]
  isListed: boolean
  optionProps: (index: number) => ComponentProps<typeof ComboOption>
  onPick: (label: ClassLabel) => void
}

const ClassOptions = ({ listId, found, isListed, optionProps, onPick }: ClassOptionsProps) => (
  <div
    id={listId}
    role="listbox"
    aria-label="Classes"
    hidden={!isListed}
    className="absolute start-0 top-full z-20 mt-1 max-h-72 w-72 max-w-[80vw] overflow-y-auto rounded-card border bg-card p-1 shadow-float"
  >
    {found.map((label, index) => (
      <ComboOption
        key={label.index}
        {...optionProps(index)}
        onPointerDown={(event) => {
          event.preventDefault()
          onPick(label)
        }}
        className="flex h-8 cursor-pointer items-center gap-2 rounded-[5px] px-2 text-[13px] aria-selected:bg-accent-soft aria-selected:text-accent"
      >
        <span className="min-w-0 flex-1 truncate">{label.name}</span>
        <span className="shrink-0 text-second text-small tabular-nums">
          {[label.index, label.externalId].filter((part) => part !== null).join(' · ')}
        </span>
      </ComboOption>
    ))}
  </div>
)
