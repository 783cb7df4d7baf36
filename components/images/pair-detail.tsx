import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { BadgeCheck, Bot, Check, CircleCheck, Cpu, Gavel, Hand } from '@/components/ui/generated/icons'
import type { ImagePair, PairFacts } from '@/lib/contracts/images/image'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { handLabelReason } from '@/lib/domain/adjudication/adjudication'
import { shareText, stopReasonText } from '@/lib/wording/adaptive-votes'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { bracketed, counted } from '@/lib/wording/number'
import { answersText, answerWord } from '@/lib/wording/rating'
import { scoreText } from '@/lib/wording/share'
import { SetLabelButton, TakeBackLabelButton } from './hand-label'

const answerStyle = { no: 'bg-no-soft text-no', maybe: 'bg-maybe-soft text-maybe', yes: 'bg-yes-soft text-yes' }

function ScoreBar({ pair, threshold }: { pair: ImagePair; threshold: number | null }) {
  if (pair.score === null) return null
  const at = (value: number) => `${value * 100}%`
  return (
    <div aria-hidden className="relative mt-1.5 h-1.5 rounded-full bg-line">
      {pair.low !== null && pair.high !== null && (
        <span
          className="absolute inset-y-0 rounded-full bg-[color-mix(in_srgb,var(--text)_22%,transparent)]"
          style={{ left: at(pair.low), width: at(pair.high - pair.low) }}
        />
      )}
      <span
        className={clsx(
          'absolute -top-0.5 h-2.5 w-[3px] -translate-x-1/2 rounded-full',
          pair.isKept ? 'bg-yes' : 'bg-no',
        )}
        style={{ left: at(pair.score) }}
      />
      {threshold !== null && <span className="absolute -top-0.5 h-2.5 w-px bg-edge" style={{ left: at(threshold) }} />}
    </div>
  )
}

function VoteChip({ slug, vote }: { slug: string; vote: PairFacts['votes'][number] }) {
  const who = `Rater ${vote.raterId}${vote.isSimulated ? ', simulated' : ''}${vote.isExcluded ? ', excluded' : ''}${vote.isAfterRun ? ', after this run' : ''}`
  return (
    <li>
      <RaterRowLink
        slug={slug}
        id={vote.raterId}
        isPlain
        title={`${who}: ${answerWord[vote.answer]}`}
        className={clsx(
          'flex h-6 items-center gap-1 rounded-[5px] px-1.5 text-[11px] tabular-nums',
          answerStyle[vote.answer],
          vote.isExcluded && 'line-through decoration-from-font',
          vote.isAfterRun && 'border border-current border-dashed',
        )}
      >
        <span className="sr-only">{who}: </span>
        {vote.isSimulated && <Bot aria-hidden size={11} />}
        <span aria-hidden>{vote.raterId}</span>
        <span className="font-semibold">{answerWord[vote.answer]}</span>
      </RaterRowLink>
    </li>
  )
}

interface PairDetailProps {
  slug: string
  image: { id: number; fileName: string }
  pair: ImagePair
  facts: PairFacts | undefined
  /** Null if the run did not include the image. */
  run: RunSummary | null
}

export function PairDetail({ slug, image, pair, facts, run }: PairDetailProps) {
  const { score, low, high } = pair
  const hasRun = run !== null
  return (
    <li className="border-t py-2.5 first:border-t-0">
      <div className="flex items-baseline gap-2">
        <span className={clsx('min-w-0 font-semibold', hasRun && !pair.isKept && 'text-second line-through')}>
          {pair.class.name}
        </span>
        {pair.isKept && (
          <span className="flex shrink-0 items-center gap-1 self-center font-medium text-small text-yes">
            <Check aria-hidden size={14} />
            Kept
          </span>
        )}
        {hasRun && !pair.isKept && <span className="text-no text-small">Dropped</span>}
        {pair.isOriginal && (
          <span className="shrink-0 self-center rounded-[5px] border border-edge px-1 text-[11px] leading-4">
            Original
          </span>
        )}
        {pair.decision === 'by-hand' && (
          <span className="flex shrink-0 items-center gap-1 self-center rounded-[5px] border border-edge px-1 text-[11px] leading-4">
            <Hand aria-hidden size={11} />
            Set by hand
          </span>
        )}
        <span className="ml-auto shrink-0 font-medium tabular-nums">{score === null ? '–' : scoreText(score)}</span>
      </div>
      <p className="flex justify-between gap-2 text-second text-small tabular-nums">
        <span>
          {pair.class.index !== null && `Class ${pair.class.index}`}
          {pair.class.externalId && ` · ${pair.class.externalId}`}
        </span>
        {low !== null && high !== null && <span>{bracketed(scoreText(low), scoreText(high))}</span>}
      </p>
      <ScoreBar pair={pair} threshold={run?.threshold ?? null} />
      {facts && facts.votes.length > 0 ? (
        <ul aria-label="Votes by rater" className="mt-2 flex flex-wrap gap-1">
          {facts.votes.map((vote) => (
            <VoteChip key={vote.raterId} slug={slug} vote={vote} />
          ))}
        </ul>
      ) : (
        <p className="mt-1 text-second text-small">No votes</p>
      )}
      {run && facts?.votes.some((vote) => vote.isAfterRun) && (
        <p className="mt-1 text-second text-small">Dashed: after run {run.id}, so not in its score</p>
      )}
      {facts && <PairFactList slug={slug} name={pair.class.name} facts={facts} run={run} />}
      <div className="-ms-2 mt-1">
        <SetLabelButton slug={slug} image={image} label={pair.class} />
      </div>
    </li>
  )
}

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
function PairFactList({ slug, name, facts, run }: PairFactListProps) {
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
        reason === handLabelReason ? (
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
