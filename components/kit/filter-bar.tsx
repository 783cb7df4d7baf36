import type { ReactNode } from 'react'
import { BarSelect } from '@/components/ui/bar-select'
import { Chip } from '@/components/ui/chip'

export type Filter<View> = {
  [Name in keyof View]: {
    field: Name
    label: string
    /** Label of the option for the field's initial value. */
    any: string
    options: readonly (readonly [value: NonNullable<View[Name]>, word: string])[]
    /** Returns the text of the chip, if the option's label alone is not clear. */
    chip?: (word: string) => string
  }
}[keyof View]

interface FilterBarProps<View> {
  /** The filters of what the page shows, for the chips. */
  view: View
  /** The filters chosen, whose page may still be loading. See `useFilters`. */
  shown: View
  initial: View
  filters: readonly Filter<View>[]
  show: (change: Partial<View>) => void
  children?: ReactNode
  chips?: readonly FilterChip[]
}

interface FilterChip {
  word: string
  onRemove: () => void
}

export function FilterBar<View>({ view, shown, initial, filters, show, children, chips = [] }: FilterBarProps<View>) {
  function set<Name extends keyof View>(field: Name, value: View[Name] | undefined) {
    const change: Partial<View> = {}
    change[field] = value ?? initial[field]
    show(change)
  }
  const used = filters.filter(({ field }) => view[field] !== initial[field])
  return (
    <div data-filters className="mb-3 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {filters.map(({ field, label, any, options }) => (
          <BarSelect
            key={label}
            label={label}
            value={shown[field] === initial[field] ? '' : String(shown[field])}
            onChange={(text) => set(field, options.find(([value]) => String(value) === text)?.[0])}
            options={[['', any], ...options.map(([value, word]) => [String(value), word] as const)]}
          />
        ))}
        {children}
      </div>
      <FilterChips
        chips={[
          ...used.map(({ field, label, options, chip }) => {
            const word = options.find(([value]) => value === view[field])?.[1] ?? `${label} ${view[field]}`
            return { word: chip ? chip(word) : word, onRemove: () => set(field, undefined) }
          }),
          ...chips,
        ]}
      />
    </div>
  )
}

export function FilterChips({ chips, children }: { chips: readonly FilterChip[]; children?: ReactNode }) {
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
      {chips.map(({ word, onRemove }) => (
        <li key={word} className="flex max-w-full">
          <Chip tone="accent" onRemove={onRemove} removeLabel={`Remove filter: ${word}`}>
            {word}
          </Chip>
        </li>
      ))}
      {children && <li>{children}</li>}
    </ul>
  )
}
