'use client'

import { Options } from '@/components/ui/field'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import { MappingTable } from './mapping-table'
import type { VotesFlow } from './use-votes-import'

const leftOut = 'left-out'
const words: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }

/** Maps all answers in a file: there are few, and a wrong guess would invert votes. */
export function AnswerMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const chosen = flow.choices.answers
  const meaningOf = ({ name, proposed, isUnknown }: AnswerReport['answers'][number]) => {
    if (Object.hasOwn(chosen, name)) return chosen[name] ?? leftOut
    return isUnknown ? '' : (proposed ?? leftOut)
  }
  const set = (name: string, value: string) =>
    flow.change({ answers: { ...chosen, [name]: value === leftOut ? null : (value as Answer) } })
  return (
    <div>
      <h4 className="font-medium text-[13px]">Answers</h4>
      <MappingTable
        label="Answers in the file"
        frameClassName="mt-2 max-h-80 max-w-[560px]"
        rows={report.answers}
        meaning="Meaning"
        nameClassName="break-words"
      >
        {(one) => (
          <select
            aria-label={`Meaning of ${one.name}`}
            value={meaningOf(one)}
            className="h-8 rounded-control border border-edge bg-card px-2 text-[13px]"
            onChange={(event) => set(one.name, event.target.value)}
          >
            {meaningOf(one) === '' && <option value="">Choose…</option>}
            <Options of={answers.map((answer) => [answer, words[answer]])} />
            <option value={leftOut}>Leave out</option>
          </select>
        )}
      </MappingTable>
    </div>
  )
}
