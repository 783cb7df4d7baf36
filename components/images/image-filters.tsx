'use client'

import { useId, useState } from 'react'
import { CopyButton } from '@/components/kit/copy-button'
import { FilterChips } from '@/components/kit/filter-bar'
import { SearchForm } from '@/components/kit/name-search'
import { useFilters } from '@/components/kit/use-filters'
import { BarSelect } from '@/components/ui/bar-select'
import { Button } from '@/components/ui/button'
import { ChevronDown, Link2, SlidersHorizontal } from '@/components/ui/generated/icons'
import type { ImagePage } from '@/lib/contracts/images/image'
import { type ImageFilter, imageAddress, imageOrders } from '@/lib/domain/images/image-filter'
import { filterWords, imageOrderWord } from '@/lib/wording/images/image-filter'
import { counted } from '@/lib/wording/number'
import { ImageFilterPanel } from './image-filter-panel'
import { useImageTotal } from './image-total'

interface ImageFiltersProps {
  slug: string
  filter: ImageFilter
  page: Pick<ImagePage, 'runs' | 'run' | 'filterClass' | 'models'>
}

/** Filters and order of the list, all of them in the URL. */
export function ImageFilters({ slug, filter: loaded, page: { runs, run, filterClass, models } }: ImageFiltersProps) {
  const { total } = useImageTotal()
  const panelId = useId()
  const [isOpen, setOpen] = useState(false)
  const filters = useFilters(loaded, (next) => `/projects/${slug}/images${imageAddress.write(next)}`)
  const { shown: filter, isLoading } = filters
  const show = (change: Partial<ImageFilter>) => filters.show({ page: 1, image: null, ...change }, { scroll: true })
  const words = filterWords(loaded, filterClass?.name ?? null)
  return (
    <div data-filters className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Button
          size="small"
          className="mouse:h-8"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={() => setOpen(!isOpen)}
        >
          <SlidersHorizontal aria-hidden size={14} />
          Filters
          {words.length > 0 && <span className="text-accent tabular-nums">{words.length}</span>}
          <ChevronDown aria-hidden size={14} className={isOpen ? 'rotate-180' : undefined} />
        </Button>
        {runs.length > 0 && run && (
          <BarSelect
            label="Run"
            value={String(run.id)}
            onChange={(value) => show({ run: value === String(runs[0]!.id) ? null : Number(value) })}
            options={runs.map(({ id, title }, index) => [
              String(id),
              `Run ${id}, ${title}${index === 0 ? ' (latest)' : ''}`,
            ])}
          />
        )}
        {run && (
          <BarSelect
            label="Order"
            value={filter.order}
            onChange={(value) => show({ order: imageOrders.find((order) => order === value) ?? 'position' })}
            options={imageOrders.map((order) => [order, imageOrderWord[order]])}
          />
        )}
        <SearchForm
          label="File name"
          placeholder="File name"
          value={filter.name}
          onSearch={(name) => show({ name })}
          width="w-40"
          maxLength={200}
        />
        <CopyButton text={() => window.location.href} icon={Link2} size="small" className="w-[104px] mouse:h-8">
          Copy link
        </CopyButton>
        <span role="status" className="text-second text-small">
          {isLoading && 'Loading'}
        </span>
      </div>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && (
          <>
            <ImageFilterPanel slug={slug} filter={filter} hasRun={run !== null} models={models} show={show} />
            <Button tone="main" className="mt-2 w-full desk:hidden" onClick={() => setOpen(false)}>
              Show {total === null ? 'images' : counted(total, 'image')}
            </Button>
          </>
        )}
      </div>
      <FilterChips chips={words.map(({ word, without }) => ({ word, onRemove: () => show(without) }))}>
        {words.length > 1 && (
          <Button
            size="small"
            tone="quiet"
            className="mouse:h-[22px]"
            onClick={() => show({ ...imageAddress.initial, run: filter.run, order: filter.order })}
          >
            Clear filters
          </Button>
        )}
      </FilterChips>
    </div>
  )
}
