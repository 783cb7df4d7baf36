'use client'

import { type Filter, FilterBar } from '@/components/kit/filter-bar'
import { useFilters } from '@/components/kit/use-filters'
import { type RaterView, raterAddress, raterKinds, raterStates } from '@/lib/domain/raters/rater-view'
import { raterKindFilterWord, raterStateWord } from '@/lib/wording/raters/rater-table'
import { percent } from '@/lib/wording/share'

const filters: Filter<RaterView>[] = [
  {
    field: 'state',
    label: 'State',
    any: 'All states',
    options: raterStates.map((state) => [state, raterStateWord[state]]),
  },
  {
    field: 'kind',
    label: 'Kind',
    any: 'All kinds',
    options: raterKinds.map((kind) => [kind, raterKindFilterWord[kind]]),
  },
  {
    field: 'goldenBelow',
    label: 'Golden accuracy',
    any: 'Any accuracy',
    options: [0.95, 0.9, 0.8, 0.7, 0.6].map((share) => [share, `Below ${percent(share)}`]),
    chip: (word) => `Golden accuracy ${word.toLowerCase()}`,
  },
  { field: 'hasFallen', label: 'Drift', any: 'Any drift', options: [[true, 'Declining']] },
]

export function RaterFilters({ slug, view }: { slug: string; view: RaterView }) {
  const { shown, show } = useFilters(view, (next) => `/projects/${slug}/raters${raterAddress.write(next)}`)
  return (
    <FilterBar
      view={view}
      shown={shown}
      initial={raterAddress.initial}
      filters={filters}
      show={(change) => show({ page: 1, ...change })}
    />
  )
}
