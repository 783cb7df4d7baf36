'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/ui/bar-select'
import { Chip } from '@/components/ui/chip'
import { type RaterView, raterAddress, raterKinds, raterStates } from '@/lib/domain/raters/rater-view'
import { raterKindFilterWord, raterStateWord } from '@/lib/wording/raters/rater-table'
import { percent } from '@/lib/wording/share'

const accuracies = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5]

/** What is filtered by, as words on removable chips. */
function activeFilters(view: RaterView) {
  const chips: { key: string; word: string; without: Partial<RaterView> }[] = []
  if (view.state) chips.push({ key: 'state', word: raterStateWord[view.state], without: { state: null } })
  if (view.kind) chips.push({ key: 'kind', word: raterKindFilterWord[view.kind], without: { kind: null } })
  if (view.goldenBelow !== null)
    chips.push({
      key: 'below',
      word: `Golden accuracy below ${percent(view.goldenBelow)}`,
      without: { goldenBelow: null },
    })
  if (view.hasFallen) chips.push({ key: 'drift', word: 'Declining', without: { hasFallen: false } })
  return chips
}

export function RaterFilters({ slug, view }: { slug: string; view: RaterView }) {
  const router = useRouter()
  const show = (change: Partial<RaterView>) =>
    router.push(`/projects/${slug}/raters${raterAddress.write({ ...view, page: 1, ...change })}`, { scroll: false })
  const pick = <Name extends string>(names: readonly Name[], value: string) =>
    names.find((name) => name === value) ?? null
  const chips = activeFilters(view)
  return (
    <div className="mb-3 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <BarSelect
          label="State"
          value={view.state ?? ''}
          onChange={(value) => show({ state: pick(raterStates, value) })}
          options={[['', 'All states'], ...raterStates.map((state) => [state, raterStateWord[state]] as const)]}
        />
        <BarSelect
          label="Kind"
          value={view.kind ?? ''}
          onChange={(value) => show({ kind: pick(raterKinds, value) })}
          options={[['', 'All kinds'], ...raterKinds.map((kind) => [kind, raterKindFilterWord[kind]] as const)]}
        />
        <BarSelect
          label="Golden accuracy"
          value={view.goldenBelow === null ? '' : String(view.goldenBelow)}
          onChange={(value) => show({ goldenBelow: value === '' ? null : Number(value) })}
          options={[
            ['', 'Any accuracy'],
            ...accuracies.map((share) => [String(share), `Below ${percent(share)}`] as const),
          ]}
        />
        <BarSelect
          label="Drift"
          value={view.hasFallen ? 'falls' : ''}
          onChange={(value) => show({ hasFallen: value === 'falls' })}
          options={[
            ['', 'Any drift'],
            ['falls', 'Declining'],
          ]}
        />
      </div>
      {chips.length > 0 && (
        <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
          {chips.map(({ key, word, without }) => (
            <li key={key} className="flex max-w-full">
              <Chip tone="accent" onRemove={() => show(without)} removeLabel={`Remove filter: ${word}`}>
                {word}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
