'use client'

import { useRouter } from 'next/navigation'
import { BarSelect } from '@/components/ui/bar-select'
import { Chip } from '@/components/ui/chip'
import type { AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { type HistoryView, historyAddress, historyReasons } from '@/lib/domain/adjudication/adjudication-history'
import { answers } from '@/lib/domain/rating/answer'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'

interface HistoryFiltersProps {
  slug: string
  view: HistoryView
  experts: AdjudicationPage['experts']
}

const changeWords = { true: 'Changed after seeing other answers', false: 'Same as first answer' }
const undoneWords = { false: 'In effect', true: 'Withdrawn' }
const yesNo = (value: string) => (value === '' ? null : value === 'true')

function chipsOf(view: HistoryView, experts: AdjudicationPage['experts']) {
  const chips: Array<{ word: string; without: Partial<HistoryView> }> = []
  if (view.reason) chips.push({ word: storedReasonWord(view.reason), without: { reason: null } })
  if (view.answer) chips.push({ word: `Answer: ${answerWord[view.answer]}`, without: { answer: null } })
  if (view.isChanged !== null) chips.push({ word: changeWords[`${view.isChanged}`], without: { isChanged: null } })
  if (view.isUndone !== null) chips.push({ word: undoneWords[`${view.isUndone}`], without: { isUndone: null } })
  if (view.rater !== null) {
    const name = experts.find(({ raterId }) => raterId === view.rater)?.name ?? `Expert ${view.rater}`
    chips.push({ word: `By ${name}`, without: { rater: null } })
  }
  return chips
}

export function HistoryFilters({ slug, view, experts }: HistoryFiltersProps) {
  const router = useRouter()
  const show = (changes: Partial<HistoryView>) =>
    router.push(`/projects/${slug}/adjudication/history${historyAddress.write({ ...view, page: 1, ...changes })}`)
  const chips = chipsOf(view, experts)
  return (
    <div className="mb-3 flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <BarSelect
          label="Reason"
          value={view.reason ?? ''}
          onChange={(value) => show({ reason: historyReasons.find((one) => one === value) ?? null })}
          options={[
            ['', 'All reasons'],
            ...historyReasons.map((one) => [one, storedReasonWord(one)] as [string, string]),
          ]}
        />
        <BarSelect
          label="Answer"
          value={view.answer ?? ''}
          onChange={(value) => show({ answer: answers.find((one) => one === value) ?? null })}
          options={[['', 'All answers'], ...answers.map((one) => [one, answerWord[one]] as [string, string])]}
        />
        <BarSelect
          label="Change"
          value={view.isChanged === null ? '' : String(view.isChanged)}
          onChange={(value) => show({ isChanged: yesNo(value) })}
          options={[['', 'Changed or not'], ...Object.entries(changeWords)]}
        />
        <BarSelect
          label="State"
          value={view.isUndone === null ? '' : String(view.isUndone)}
          onChange={(value) => show({ isUndone: yesNo(value) })}
          options={[['', 'All states'], ...Object.entries(undoneWords)]}
        />
        {experts.length > 1 && (
          <BarSelect
            label="Expert"
            value={view.rater === null ? '' : String(view.rater)}
            onChange={(value) => show({ rater: value === '' ? null : Number(value) })}
            options={[
              ['', 'All experts'],
              ...experts.map(({ raterId, name }) => [String(raterId), name] as [string, string]),
            ]}
          />
        )}
      </div>
      {chips.length > 0 && (
        <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
          {chips.map(({ word, without }) => (
            <li key={word} className="flex max-w-full">
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
