'use client'

import { useEffect, useState } from 'react'
import { type Filter, FilterBar } from '@/components/kit/filter-bar'
import { useFilters } from '@/components/kit/use-filters'
import type { AuditPage } from '@/lib/contracts/audit'
import { auditKinds, namelessActors } from '@/lib/domain/audit/audit-action'
import { type AuditView, auditAddress, isDay } from '@/lib/domain/audit/audit-view'
import { auditKindWord, deletedAccount, namelessActorWord } from '@/lib/wording/audit'

const byKind: Filter<AuditView> = {
  field: 'kind',
  label: 'Kind',
  any: 'All actions',
  options: auditKinds.map((kind) => [kind, auditKindWord[kind]]),
}

/** Deleted accounts have no name and are distinguished by the first digits of their id. */
const byPerson = (people: AuditPage['people']): Filter<AuditView> => ({
  field: 'person',
  label: 'Person',
  any: 'Everyone',
  options: [
    ...people.map(({ id, name }) => [id, name ?? `${deletedAccount} ${id.slice(0, 8)}`] as const),
    ...namelessActors.map((actor) => [actor, namelessActorWord[actor]] as const),
  ],
  chip: (word) => `By ${word}`,
})

export function AuditFilters({ slug, view, people }: { slug: string; view: AuditView; people: AuditPage['people'] }) {
  const filters = useFilters(view, (next) => `/projects/${slug}/audit${auditAddress.write(next)}`)
  const { shown } = filters
  const show = (change: Partial<AuditView>) => filters.show({ page: 1, ...change })
  const days = (['from', 'to'] as const).map((field) => ({ field, word: field === 'from' ? 'From' : 'To' }))
  return (
    <FilterBar
      view={view}
      shown={shown}
      initial={auditAddress.initial}
      filters={[byPerson(people), byKind]}
      show={show}
      chips={days.flatMap(({ field, word }) =>
        view[field] === null ? [] : [{ word: `${word} ${view[field]}`, onRemove: () => show({ [field]: null }) }],
      )}
    >
      {days.map(({ field, word }) => (
        <DayField key={field} label={word} value={shown[field]} onChange={(day) => show({ [field]: day })} />
      ))}
    </FilterBar>
  )
}

interface DayFieldProps {
  label: string
  value: string | null
  onChange: (day: string | null) => void
}

/** Applies a date once it is complete, and an empty field on blur. */
function DayField({ label, value, onChange }: DayFieldProps) {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  return (
    <label className="flex items-center gap-1.5 text-second">
      {label}
      <input
        type="date"
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          if (isDay(currentTarget.value)) onChange(currentTarget.value)
        }}
        onBlur={({ currentTarget }) => currentTarget.value === '' && value !== null && onChange(null)}
        className="h-8 rounded-control border border-edge bg-card px-2 text-[13px] text-text"
      />
    </label>
  )
}
