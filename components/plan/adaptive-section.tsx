import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Figure } from '@/components/runs/figure'
import { TextLink } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { AdaptiveProgress } from '@/lib/contracts/plan/adaptive-batch'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import { boundText, limitText, runDifferenceText, shareText, stopReasonText } from '@/lib/wording/adaptive-votes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

/** Describes what the drawn candidates prove about the error limit, or how many are still missing. */
function auditText({ limit, drawn, proof }: AdaptiveProgress): string {
  if (limit === null) return 'Not needed: only candidates that no further vote could change are settled early.'
  if (!proof)
    return `${wholeNumber(drawn.settled)} of the ${counted(drawn.labels, 'candidate')} drawn to learn and check the stopping rule ${drawn.settled === 1 ? 'has all votes that could change it' : 'have all votes that could change them'}. Until all of them do, only candidates that no further vote could change are settled early.`
  const share = proof.audited === 0 ? 0 : proof.changed / proof.audited
  const measured = `would have changed ${wholeNumber(proof.changed)} (${shareText(share)}): with 95% confidence at most ${boundText(proof.bound)} of decisions`
  const of = `Of the ${counted(proof.audited, 'candidate')} drawn to check the limit,`
  return proof.price === null
    ? `${of} even the strictest rule ${measured}, beyond the limit of ${shareText(limit)}. So only candidates that no further vote could change are settled early.`
    : `${of} stopping ${measured}, within the limit of ${shareText(limit)}.`
}

function RunDifference({ slug, run }: { slug: string; run: AdaptiveProgress['run'] }) {
  if (!run) return 'No run yet. Its labels will be the ones that count.'
  const name = <TextLink href={`/projects/${slug}/aggregation/${run.runId}`}>Run {run.runId}</TextLink>
  return run.labels === 0 ? (
    <>{name} includes none of these candidates. The labels of a run are the ones that count.</>
  ) : (
    <>
      {name} {runDifferenceText(run)}
    </>
  )
}

export function AdaptiveSection({ slug, adaptive }: { slug: string; adaptive: AdaptiveProgress }) {
  const { minimum, maximum, labels, settled, reasons, votes, savedVotes, forecast, scored, run } = adaptive
  const share = labels === 0 ? 0 : settled / labels
  const [least, most] = forecast
  const text = `${wholeNumber(settled)} of ${counted(labels, 'candidate')} settled`
  return (
    <Section
      title="Adaptive votes"
      note={`${minimum} to ${maximum} votes per candidate, more only where they matter; ${limitText(adaptive.limit)}.`}
    >
      <div className="rounded-card border bg-card px-4 py-4 desk:px-5">
        <p className="tabular-nums">
          <span className="font-semibold text-question">{text}</span> ({percent(share)})
        </p>
        <ProgressBar label="Candidates settled" fraction={share} valueText={text} className="mt-2.5" />
        <dl className="mt-4 grid grid-cols-2 gap-x-10 gap-y-3 desk:flex desk:flex-wrap">
          <Figure name="Open candidates">{wholeNumber(labels - settled)}</Figure>
          <Figure name="Votes so far">{wholeNumber(votes)}</Figure>
          <Figure
            name="Votes saved"
            note={settled > 0 && `${percent(savedVotes / (settled * maximum))} of ${maximum} for each settled one`}
          >
            {wholeNumber(savedVotes)}
          </Figure>
          <Figure name="Votes at the end" note={`instead of ${wholeNumber(labels * maximum)}`}>
            {least === most ? wholeNumber(most) : `${wholeNumber(least)} to ${wholeNumber(most)}`}
          </Figure>
        </dl>
        <dl className="mt-4 grid gap-y-2 border-t pt-3 text-[13px] desk:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-second">Why settled</dt>
          <dd>
            {settled === 0 ? (
              'None is settled yet.'
            ) : (
              <ul>
                {stopReasons
                  .filter((reason) => (reasons[reason] ?? 0) > 0)
                  .map((reason) => (
                    <li key={reason} className="tabular-nums">
                      {stopReasonText[reason]}: {wholeNumber(reasons[reason] ?? 0)}
                    </li>
                  ))}
              </ul>
            )}
          </dd>
          <dt className="text-second">Check of the limit</dt>
          <dd className="text-pretty tabular-nums">{auditText(adaptive)}</dd>
          <dt className="text-second">Scores so far</dt>
          <dd className="text-pretty tabular-nums">
            {scored.at === null ? (
              'None yet. A candidate is scored seconds after its votes are given.'
            ) : (
              <>
                {counted(scored.labels, 'candidate')} scored by the votes so far, the last one <Moment at={scored.at} />
                .
              </>
            )}
          </dd>
          <dt className="text-second">Full aggregation</dt>
          <dd className="text-pretty tabular-nums">
            <RunDifference slug={slug} run={run} />
          </dd>
        </dl>
      </div>
    </Section>
  )
}
