import type { ReactNode } from 'react'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { BadgeCheck, CircleCheck, Cpu, Gavel, Hand } from '@/components/ui/generated/icons'
import type { PairFacts } from '@/lib/contracts/images/image'
import { byHandReason } from '@/lib/domain/adjudication/adjudication'
import { shareText, stopReasonText } from '@/lib/wording/adaptive-votes'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { counted } from '@/lib/wording/number'
import { answersText, answerWord } from '@/lib/wording/rating'
import { TakeBackLabelButton } from './hand-label-buttons'

const sourceWord: Record<string, string | undefined> = {
  qualification: 'in the qualification test',
  hidden: 'in a gold question',
  adjudication: 'adjudicating',
}

function Line({ icon: Icon, children }: { icon: typeof Cpu; children: ReactNode }) {
  return (
    <li className="flex gap-1.5 text-second text-small">
      <Icon aria-hidden size={13} className="mt-[3px] shrink-0" />
      <span className="min-w-0">{children}</span>
    </li>
  )
}

interface PairFactListProps {
  slug: string
  name: string
  facts: PairFacts
  run: { id: number; createdAt: string } | null
}

/** What experts, adjudicators and models say about a pair. Golden answers of raters are shown only as counts. */
export function PairFactList({ slug, name, facts, run }: PairFactListProps) {
  const { truth, golden, adjudications, models, stop } = facts
  const experts = golden.filter(({ isExpert, source }) => isExpert && source !== 'adjudication')
  const others = golden.filter(({ isExpert }) => !isExpert)
  if (experts.length + others.length + adjudications.length + models.length === 0 && !truth && !stop) return null
  return (
    <ul className="mt-2 flex flex-col gap-1">
      {truth && (
        <Line icon={BadgeCheck}>
          <span className={truth.holds ? 'font-medium text-yes' : 'font-medium text-no'}>
            {truth.holds ? 'Applies' : 'Does not apply'}
          </span>{' '}
          according to the experts{truth.isConcluded ? ', after discussion' : ''}
          {experts.length > 0 && ': '}
          {experts.map(({ raterId, source, answer }, k) => (
            <span key={`${raterId} ${source}`}>
              {k > 0 && ', '}
              <RaterRowLink slug={slug} id={raterId} isPlain /> {answerWord[answer].toLowerCase()}
            </span>
          ))}
        </Line>
      )}
      {others.length > 0 && (
        <Line icon={BadgeCheck}>
          Golden answers of raters: {answersText(others)}
          {new Set(others.map(({ source }) => source)).size === 1 && `, ${sourceWord[others[0]!.source] ?? ''}`}
        </Line>
      )}
      {adjudications.map(({ id, raterId, firstAnswer, answer, reason, note, createdAt }, k) =>
        reason === byHandReason ? (
          <Line key={id} icon={Hand}>
            <RaterRowLink slug={slug} id={raterId} isPlain /> set by hand:{' '}
            <span className="font-medium text-text">{answer === 'yes' ? 'applies' : 'does not apply'}</span>,{' '}
            <Moment at={createdAt} /> <q className="block text-text">{note}</q>
            {k === 0 && run && run.createdAt < createdAt && (
              <span className="block">Run {run.id} is older. It counts from the next run on.</span>
            )}
            <span className="-ms-2 block">
              <TakeBackLabelButton slug={slug} decision={id} name={name} />
            </span>
          </Line>
        ) : (
          <Line key={id} icon={Gavel}>
            <RaterRowLink slug={slug} id={raterId} isPlain /> adjudicated{' '}
            <span className="font-medium text-text">{answerWord[answer].toLowerCase()}</span>
            {firstAnswer !== answer && `, first answer: ${answerWord[firstAnswer].toLowerCase()}`};{' '}
            {storedReasonWord(reason)}, <Moment at={createdAt} /> {note && <q className="block text-text">{note}</q>}
          </Line>
        ),
      )}
      {stop && (
        <Line icon={CircleCheck}>
          Settled after {counted(stop.votes, 'vote')}: {stopReasonText[stop.reason].toLowerCase()}
          {stop.reason === 'price' && stop.flipChance !== null && ` (chance ${shareText(stop.flipChance)})`},{' '}
          <Moment at={stop.stoppedAt} />
        </Line>
      )}
      {models.length > 0 && (
        <Line icon={Cpu}>
          {models
            .slice(0, 6)
            .map(({ name, rank }) => `${name}: rank ${rank}`)
            .join(', ')}
          {models.length > 6 && ` and ${models.length - 6} more models`}
        </Line>
      )}
    </ul>
  )
}
