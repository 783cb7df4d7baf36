'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { useStartJob } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { ConfirmRunButton } from '@/components/kit/unconfirmed-run'
import { CircleAlert, CircleCheck, CircleHelp } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { actOnRaters } from '@/lib/client/raters'
import { removeRun, repeated } from '@/lib/client/runs'
import { isUsable, type RunContents, type RunDetail, type RunSummary } from '@/lib/contracts/runs/run'
import { checkTitles, type RunCheck, raterList } from '@/lib/domain/runs/run-checks'
import { counted } from '@/lib/wording/number'

const maxAtOnce = 500

function Check({ check: { id, passed, figure, sentence } }: { check: RunCheck }) {
  const [Icon, colour, word] = !passed
    ? [CircleAlert, 'text-danger', 'Failed']
    : figure === null
      ? [CircleHelp, 'text-second', 'Not known']
      : [CircleCheck, 'text-yes', 'Passed']
  return (
    <li className="flex gap-2.5">
      <Icon role="img" aria-label={word} size={16} className={`mt-0.5 shrink-0 ${colour}`} />
      <p className="max-w-3xl">
        <span className="font-medium">{checkTitles[id]}.</span> {sentence}
      </p>
    </li>
  )
}

/** Excludes the raters named by a check, and repeats the run without them. */
function WithoutNamedRaters({ slug, detail: { run, namedRaters } }: { slug: string; detail: RunDetail }) {
  const router = useRouter()
  const start = useStartJob(slug, 'aggregate')
  const raters = counted(namedRaters.length, 'rater')
  async function act() {
    for (let first = 0; first < namedRaters.length; first += maxAtOnce)
      await actOnRaters(slug, { act: 'exclude', raterIds: namedRaters.slice(first, first + maxAtOnce) })
    await start.mutateAsync(repeated(run.method, run.parameters))
  }
  return (
    <ConfirmedAction
      word={`Aggregate without ${namedRaters.length === 1 ? 'this rater' : `these ${raters}`}`}
      name={`run ${run.id}`}
      description={`Excludes ${namedRaters.length === 1 ? 'rater' : 'raters'} ${raterList(namedRaters)}: they get no more tasks, and their votes do not count from the next run on. Then aggregates again as this run did. Everything is kept, and you can include them again.`}
      confirm={`Exclude ${raters} and aggregate`}
      act={act}
      onDone={() => router.push(`/projects/${slug}/aggregation?method=${run.method}`)}
    />
  )
}

export function RunChecksSection({ slug, detail }: { slug: string; detail: RunDetail }) {
  const { run, checks, namedRaters } = detail
  const { confirmation } = run
  if (!checks) return null
  const mayUse = isUsable(run)
  return (
    <Section
      title="Checks"
      note={
        mayUse
          ? undefined
          : 'This run fails a check, so exports, releases and scores of models do not use it until an admin confirms it.'
      }
    >
      <ul className="flex flex-col gap-2 text-[13px]">
        {checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
      {confirmation && (
        <Notice tone="info" title="Confirmed: this run may be used" className="mt-4">
          By {confirmation.by ?? 'the command line'}, <Moment at={confirmation.at} />. Reason: {confirmation.reason}
        </Notice>
      )}
      {(!mayUse || namedRaters.length > 0) && (
        <div className="mt-4 flex flex-wrap gap-2">
          {namedRaters.length > 0 && <WithoutNamedRaters slug={slug} detail={detail} />}
          {!mayUse && <ConfirmRunButton slug={slug} run={run} />}
        </div>
      )}
    </Section>
  )
}

export function RemoveRunButton({ slug, run, contents }: { slug: string; run: RunSummary; contents: RunContents }) {
  const router = useRouter()
  const { releases, reviews, evaluations } = contents
  if (releases.length + reviews.length > 0)
    return (
      <p className="text-second text-small">
        This run cannot be removed:{' '}
        {releases.length > 0
          ? `release ${releases.join(', ')} was made from it.`
          : `the review ${reviews.map((name) => `“${name}”`).join(', ')} uses its labels.`}
      </p>
    )
  return (
    <ConfirmedAction
      word="Remove run"
      name={`run ${run.id}`}
      description={`Its ${counted(run.labelCount, 'label')} and scores are removed${evaluations > 0 ? `, and ${counted(evaluations, 'model evaluation')}` : ''}. Votes and answers stay, so you can aggregate again, but this cannot be undone.`}
      confirm="Remove run"
      isDangerous
      act={() => removeRun(slug, run.id)}
      onDone={() => router.push(`/projects/${slug}/aggregation`)}
    />
  )
}
