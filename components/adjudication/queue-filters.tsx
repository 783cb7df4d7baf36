'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useId, useState } from 'react'
import { FilterChips } from '@/components/kit/filter-bar'
import { BarSelect } from '@/components/ui/bar-select'
import { classesQuery } from '@/lib/client/projects'
import type { AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { queueKinds } from '@/lib/domain/adjudication/adjudication'
import { type AdjudicationView, adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import { queueKindWord } from '@/lib/wording/adjudication/adjudication'
import { wholeNumber } from '@/lib/wording/number'

interface QueueFiltersProps {
  slug: string
  view: AdjudicationView
  progress: AdjudicationWorkspace['progress']
  className: string | null
}

export function QueueFilters({ slug, view, progress, className }: QueueFiltersProps) {
  const router = useRouter()
  const show = (changes: Partial<AdjudicationView>) =>
    router.push(`/projects/${slug}/adjudication${adjudicationAddress.write({ ...view, ...changes })}`)
  const chips = [
    ...(view.classIndex === null
      ? []
      : [{ word: `Class: ${className ?? view.classIndex}`, onRemove: () => show({ classIndex: null }) }]),
    ...(view.image === null ? [] : [{ word: `Image ${view.image} only`, onRemove: () => show({ image: null }) }]),
  ]
  return (
    <div className="mb-3 flex min-h-8 flex-wrap items-center gap-2">
      <BarSelect
        label="Candidates"
        value={view.kind ?? ''}
        onChange={(value) => show({ kind: queueKinds.find((kind) => kind === value) ?? null })}
        options={[
          ['', `All candidates (${wholeNumber(progress.sent + progress.near + progress.differ, 'en')})`],
          ...queueKinds.map(
            (kind) => [kind, `${queueKindWord[kind]} (${wholeNumber(progress[kind], 'en')})`] as [string, string],
          ),
        ]}
      />
      <ClassFilter slug={slug} onPick={(classIndex) => show({ classIndex })} />
      <FilterChips chips={chips} />
    </div>
  )
}

interface ClassFilterProps {
  slug: string
  onPick: (classIndex: number) => void
}

/** Finds a class by name, id or index, with the browser's suggestion list. */
function ClassFilter({ slug, onPick }: ClassFilterProps) {
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
      className="max-desk:min-w-0 max-desk:flex-1 max-desk:basis-40"
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
        className="h-8 w-44 max-desk:w-full rounded-control border border-edge bg-card px-2.5 text-[13px] touch:h-11 touch:text-[16px] placeholder:text-second"
      />
      <datalist id={listId}>
        {found.map(({ name, index, externalId }) => (
          <option key={index} value={name} label={[index, externalId].filter((part) => part !== null).join(' · ')} />
        ))}
      </datalist>
    </form>
  )
}
