'use client'

import { type Filter, FilterBar } from '@/components/kit/filter-bar'
import { useFilters } from '@/components/kit/use-filters'
import type { AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { type HistoryView, historyAddress, historyReasons } from '@/lib/domain/adjudication/adjudication-view'
import { answers } from '@/lib/domain/rating/answer'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'

interface HistoryFiltersProps {
  slug: string
  view: HistoryView
  experts: AdjudicationPage['experts']
}

const filters: Filter<HistoryView>[] = [
  {
    field: 'reason',
    label: 'Reason',
    any: 'All reasons',
    options: historyReasons.map((reason) => [reason, storedReasonWord(reason)]),
  },
  {
    field: 'answer',
    label: 'Answer',
    any: 'All answers',
    options: answers.map((answer) => [answer, answerWord[answer]]),
    chip: (word) => `Answer: ${word}`,
  },
  {
    field: 'isChanged',
    label: 'Change',
    any: 'Changed or not',
    options: [
      [true, 'Changed after seeing other answers'],
      [false, 'Same as first answer'],
    ],
  },
  {
    field: 'isUndone',
    label: 'State',
    any: 'All states',
    options: [
      [false, 'In effect'],
      [true, 'Withdrawn'],
    ],
  },
]

export function HistoryFilters({ slug, view, experts }: HistoryFiltersProps) {
  const { shown, show } = useFilters(
    view,
    (next) => `/projects/${slug}/adjudication/history${historyAddress.write(next)}`,
  )
  const byExpert: Filter<HistoryView> = {
    field: 'rater',
    label: 'Expert',
    any: 'All experts',
    options: experts.map(({ raterId, name }) => [raterId, name]),
    chip: (word) => `By ${word}`,
  }
  return (
    <FilterBar
      view={view}
      shown={shown}
      initial={historyAddress.initial}
      filters={experts.length > 1 || shown.rater !== null ? [...filters, byExpert] : filters}
      show={(change) => show({ page: 1, ...change }, { scroll: true })}
    />
  )
}
