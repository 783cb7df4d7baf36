'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Chip } from '@/components/ui/chip'
import type { ClassLabel } from '@/lib/contracts/class-label'
import type { RunSummary } from '@/lib/contracts/run'
import { type ImageFilter, imageFilterAddress } from '@/lib/domain/image-filter'
import { BarSelect } from './bar-select'
import { ClassPicker } from './class-picker'

interface ImageFiltersProps {
  slug: string
  filter: ImageFilter
  runs: RunSummary[]
  run: RunSummary | null
  filterClass: ClassLabel | null
}

const labelsWord = ['No label', '1 label', '2 labels', '3 or more labels']

/** What is filtered by, as sentences on removable chips. */
function activeFilters(filter: ImageFilter, filterClass: ClassLabel | null) {
  const chips: Array<{ key: string; word: string; without: Partial<ImageFilter> }> = []
  if (filter.isChanged !== null)
    chips.push({
      key: 'changed',
      word: filter.isChanged ? 'Changed labels' : 'Unchanged labels',
      without: { isChanged: null },
    })
  if (filter.labels !== null) chips.push({ key: 'labels', word: labelsWord[filter.labels], without: { labels: null } })
  if (filter.classIndex !== null) {
    const name = filterClass?.name ?? `Unknown class ${filter.classIndex}`
    const word = filter.classAs === 'kept' ? `Kept: ${name}` : `Original: ${name}`
    chips.push({ key: 'class', word, without: { classIndex: null, classAs: 'kept' } })
  }
  if (filter.isRated !== null)
    chips.push({ key: 'rated', word: filter.isRated ? 'Rated' : 'Not rated', without: { isRated: null } })
  if (filter.name !== '') chips.push({ key: 'name', word: `File name: ${filter.name}`, without: { name: '' } })
  return chips
}

export function ImageFilters({ slug, filter, runs, run, filterClass }: ImageFiltersProps) {
  const router = useRouter()
  const show = (change: Partial<ImageFilter>) =>
    router.push(`/projects/${slug}/images${imageFilterAddress({ ...filter, page: 1, image: null, ...change })}`)
  function searchName(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    show({ name: String(new FormData(event.currentTarget).get('name')).trim() })
  }
  const chips = activeFilters(filter, filterClass)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {runs.length > 0 && run && (
          <BarSelect
            label="Run"
            value={String(run.id)}
            onChange={(value) => show({ run: value === String(runs[0].id) ? null : Number(value) })}
            options={runs.map(({ id, title }, index) => [
              String(id),
              `Run ${id}, ${title}${index === 0 ? ' (latest)' : ''}`,
            ])}
          />
        )}
        {run && (
          <>
            <BarSelect
              label="Change"
              value={filter.isChanged === null ? '' : String(filter.isChanged)}
              onChange={(value) => show({ isChanged: value === '' ? null : value === 'true' })}
              options={[
                ['', 'Changed or not'],
                ['true', 'Changed labels'],
                ['false', 'Unchanged labels'],
              ]}
            />
            <BarSelect
              label="Number of labels"
              value={filter.labels === null ? '' : String(filter.labels)}
              onChange={(value) => show({ labels: value === '' ? null : (Number(value) as 0 | 1 | 2 | 3) })}
              options={[
                ['', 'Any number of labels'],
                ...labelsWord.map((word, n): [string, string] => [String(n), word]),
              ]}
            />
          </>
        )}
        <BarSelect
          label="Rated"
          value={filter.isRated === null ? '' : String(filter.isRated)}
          onChange={(value) => show({ isRated: value === '' ? null : value === 'true' })}
          options={[
            ['', 'Rated or not'],
            ['true', 'Rated'],
            ['false', 'Not rated'],
          ]}
        />
        <ClassPicker
          slug={slug}
          canBeKept={run !== null}
          onPick={(classIndex, classAs) => show({ classIndex, classAs })}
        />
        <form onSubmit={searchName} className="relative">
          <Search aria-hidden size={14} className="pointer-events-none absolute top-[9px] left-2.5 text-second" />
          <input
            key={filter.name}
            type="search"
            name="name"
            aria-label="File name"
            placeholder="File name"
            autoComplete="off"
            maxLength={200}
            defaultValue={filter.name}
            className="h-8 w-40 rounded-control border border-edge bg-card pr-2 pl-8 text-[13px] placeholder:text-second"
          />
        </form>
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
