import { Moment } from '@/components/kit/moment'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import type { GoldenPairDetail } from '@/lib/contracts/golden/golden-discussion'
import { answerWord } from '@/lib/wording/rating'

/** Answers of all experts, with their earlier answers. */
export function ExpertAnswers({ pair }: { pair: GoldenPairDetail }) {
  if (pair.answers.length === 0)
    return <p className="mt-3 text-second">No expert has answered about this candidate yet.</p>
  return (
    <ul aria-label="Experts’ answers" className="mt-3 divide-y border-y">
      {pair.answers.map(({ raterId, name, isSimulated, answer, answeredAt, earlier }) => (
        <li key={raterId} className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 py-1.5 text-[13px]">
          <span className="min-w-0 flex-1 truncate">
            {name}
            {isSimulated && (
              <span className="ml-2">
                <SimulatedMark>Simulated</SimulatedMark>
              </span>
            )}
          </span>
          {earlier.map((one) => (
            <Chip key={one.replacedAt} isStruck>
              {answerWord[one.answer]}
            </Chip>
          ))}
          {answeredAt && (
            <span className="text-second text-small">
              <Moment at={answeredAt} />
            </span>
          )}
          <Chip tone={answer}>{answerWord[answer]}</Chip>
        </li>
      ))}
    </ul>
  )
}
