import { Moment } from '@/components/kit/moment'
import { decisionText } from '@/lib/wording/classes'
import type { Decision } from './decision-form'

export interface PastDecision {
  at: string
  author: string | null
  before: Decision | null
  after: Decision | null
}

interface DecisionHistoryProps {
  first: string
  second: string
  history: PastDecision[]
}

export function DecisionHistory({ first, second, history }: DecisionHistoryProps) {
  if (history.length === 0) return null
  return (
    <ol aria-label="Decision history" className="mt-3 flex flex-col gap-1.5 px-1 text-small">
      {history.map(({ at, author, after }) => (
        <li key={at} className="text-second">
          <span className="text-text">
            {after ? decisionText[after.decision](first, second) : 'Decision withdrawn'}
          </span>
          {after?.note && <> (“{after.note}”)</>}, {author ?? 'command line'}, <Moment at={at} />
        </li>
      ))}
    </ol>
  )
}
