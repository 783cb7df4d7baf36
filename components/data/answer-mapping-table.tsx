'use client'

import { columnCell, columnHead, HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import { wholeNumber } from '@/lib/wording/number'
import type { VotesFlow } from './use-votes-import'

const leftOut = 'left-out'
const words: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }

/** The answers in a file and what they mean. All are shown: there are few, and a wrong guess would turn votes around. */
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
      <Table label="Answers in the file" frameClassName="mt-2 max-h-80 max-w-[560px]">
        <TableHead>
          <tr>
            <HeadCell {...columnHead(0)}>In the file</HeadCell>
            <HeadCell {...columnHead(1)} isNumber>
              Entries
            </HeadCell>
            <HeadCell {...columnHead(2)}>Meaning</HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {report.answers.map((one) => (
            <TableRow key={one.name}>
              <TableCell {...columnCell(0, 'In the file')} className="break-words">
                {one.name}
              </TableCell>
              <TableCell {...columnCell(1, 'Entries')} isNumber>
                {wholeNumber(one.count, 'en')}
              </TableCell>
              <TableCell {...columnCell(2, 'Meaning')}>
                <select
                  aria-label={`Meaning of ${one.name}`}
                  value={meaningOf(one)}
                  className="h-8 rounded-control border border-edge bg-card px-2 text-[13px]"
                  onChange={(event) => set(one.name, event.target.value)}
                >
                  {meaningOf(one) === '' && <option value="">Choose…</option>}
                  {answers.map((answer) => (
                    <option key={answer} value={answer}>
                      {words[answer]}
                    </option>
                  ))}
                  <option value={leftOut}>Leave out</option>
                </select>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
