'use client'

import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { ActiveJob, FailedJob, StartJobButton } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { EmptyCard } from '@/components/ui/page'
import { isActiveJob } from '@/lib/contracts/jobs'
import type { AdaptiveVotes, VotesReplay } from '@/lib/contracts/plan/adaptive-batch'
import type { PlanSettings, PlanState } from '@/lib/contracts/plan/plan'
import { maxAdaptiveVotes } from '@/lib/domain/plan/adaptive'
import { answerTime } from '@/lib/domain/plan/answer-time'
import { limitText, type ReplayRow, replayRows, replaySettingsText } from '@/lib/wording/adaptive-votes'
import { counted, wholeNumber } from '@/lib/wording/number'
import type { PlanPartProps } from './use-plan-page'

/** Replayed while the plan is not adaptive yet. */
const usual: AdaptiveVotes = { minimum: 2, limit: 0.002 }

const columns: Column<ReplayRow>[] = [
  { key: 'name', head: 'Votes on each candidate', cell: ({ name }) => name, className: 'whitespace-normal!' },
  numberColumn('votes', 'Votes', ({ votes }) => votes),
  numberColumn('cost', 'Cost', ({ cost }) => cost),
  numberColumn('saved', 'Saved', ({ saved }) => saved),
  numberColumn('changed', 'Decisions changed', ({ changed }) => changed),
  numberColumn('lost', 'Labels lost', ({ lost }) => lost, { importance: 'low' }),
]

/** Shows what adaptive votes would have saved and changed on the project's existing votes. */
export function VotesReplaySection({ slug, state: { data, settings, jobs } }: PlanPartProps) {
  const wanted = settings.adaptive ?? usual
  const voted = data.voted.filter(({ votes }) => votes > wanted.minimum)
  const job = jobs.find(({ kind }) => kind === 'replay-votes')
  const isReplayable = voted.length > 0 && voted.every(({ votes }) => votes <= maxAdaptiveVotes)
  return (
    <section aria-labelledby="votes-replay" className="mt-6">
      <h3 id="votes-replay" className="font-medium">
        Replay on this project’s votes
      </h3>
      {isReplayable ? (
        <>
          <p className="mt-0.5 mb-3 max-w-[72ch] text-pretty text-second text-small">
            {replaySettingsText(wanted, voted)}
          </p>
          {job && isActiveJob(job) ? (
            <ActiveJob slug={slug} job={job} />
          ) : (
            <StartJobButton slug={slug} kind="replay-votes" input={wanted} size="small">
              {data.replay ? 'Replay again' : 'Replay votes'}
            </StartJobButton>
          )}
          {job?.state === 'failed' && <FailedJob job={job} title="Could not replay the votes" className="mt-3" />}
        </>
      ) : (
        <NothingToReplay minimum={wanted.minimum} hasTooMany={voted.length > 0} />
      )}
      {data.replay && (
        <Replayed replay={data.replay} wanted={wanted} settings={settings} measured={data.measuredTime} />
      )}
    </section>
  )
}

const NothingToReplay = ({ minimum, hasTooMany }: { minimum: number; hasTooMany: boolean }) => (
  <div className="mt-2">
    {hasTooMany ? (
      <EmptyCard title="Too many votes to replay">
        Votes can be replayed where there are at most {maxAdaptiveVotes} on each candidate.
      </EmptyCard>
    ) : (
      <EmptyCard title="Too few votes to replay">
        No candidate has more than {counted(minimum, 'vote')} yet. Once raters have answered a batch with a fixed number
        of votes, a replay shows what adaptive votes would have saved and changed.
      </EmptyCard>
    )}
  </div>
)

interface ReplayedProps {
  replay: VotesReplay
  wanted: AdaptiveVotes
  settings: PlanSettings
  measured: PlanState['measuredTime']
}

function Replayed({ replay, wanted, settings, measured }: ReplayedProps) {
  const { perTask, perCandidate } = answerTime(settings.secondsPerCandidate, measured)
  const secondsPerVote = perCandidate + perTask / settings.candidatesPerTask
  const costPerVote = (secondsPerVote * settings.payPerHour) / 3_600
  const { limited, limit, minimum } = replay
  const isOther = minimum !== wanted.minimum || limit !== wanted.limit
  return (
    <div className="mt-4">
      <p className="mb-2 max-w-[72ch] text-pretty text-second text-small">
        Mean of {counted(replay.orders, 'random order')} of {wholeNumber(replay.votes)} votes on{' '}
        {counted(replay.candidates, 'candidate')}, <Moment at={replay.finishedAt} />.
        {isOther && ` With a minimum of ${minimum} and ${limitText(limit)}. The choices above are different.`}
      </p>
      <DataTable
        label="Replay of votes"
        columns={columns}
        rows={replayRows(replay, { costPerVote, currency: settings.currency })}
        rowKey={({ name }) => name}
        isDense
      />
      {limited && limited.unproved > 0 && (
        <p className="mt-2 max-w-[72ch] text-pretty text-second text-small">
          {limited.unproved === replay.orders
            ? 'There are too few candidates to prove the limit, so only those that no further vote could change were settled early.'
            : `In ${limited.unproved} of ${replay.orders} orders the limit could not be proved, so only candidates that no further vote could change were settled early.`}
        </p>
      )}
    </div>
  )
}
