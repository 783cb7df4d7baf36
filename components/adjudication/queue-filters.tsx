'use client'

import { useRouter } from 'next/navigation'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { FilterChips } from '@/components/kit/filter-bar'
import { BarSelect } from '@/components/ui/bar-select'
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
          ['', `All candidates (${wholeNumber(progress.sent + progress.near + progress.differ)})`],
          ...queueKinds.map(
            (kind) => [kind, `${queueKindWord[kind]} (${wholeNumber(progress[kind])})`] as [string, string],
          ),
        ]}
      />
      <ClassCombobox
        slug={slug}
        onPick={({ index }) => show({ classIndex: index })}
        className="h-8 w-44 rounded-control max-desk:min-w-0 max-desk:flex-1 max-desk:basis-40 touch:h-11"
      />
      <FilterChips chips={chips} />
    </div>
  )
}
