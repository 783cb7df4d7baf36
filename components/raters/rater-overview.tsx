import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { EmptyCard } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { RaterPaceDetail } from '@/lib/contracts/raters/pace'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { AnswerMatrices } from './answer-matrices'
import { AnswerShares } from './answer-shares'
import { DriftChart } from './drift-chart'
import { RaterAgreement } from './rater-agreement'
import { RaterHeader } from './rater-header'
import { RaterPace } from './rater-pace'
import { SkillFigures } from './skill-figures'

interface RaterOverviewProps {
  slug: string
  rater: RaterDetail
  pace: RaterPaceDetail
  wantedRun: number | null
}

export function RaterOverview({ slug, rater, pace, wantedRun }: RaterOverviewProps) {
  const { votes, run, againstRun, againstGolden, model, drift, agreement, hasSimulated } = rater
  const hasVotes = votes.no + votes.maybe + votes.yes > 0
  const hasMatrices = againstRun !== null || againstGolden !== null || model?.probability
  return (
    <>
      <RaterHeader slug={slug} rater={rater} wantedRun={wantedRun} />
      <SkillFigures rater={rater} />
      <Section
        title="Answers"
        note="Answers to labels that apply and to labels that do not."
        action={
          <>
            {hasSimulated && <SimulatedMark />}
            {hasVotes && <AnswerShares votes={votes} />}
          </>
        }
      >
        {hasMatrices ? (
          <AnswerMatrices rater={rater} />
        ) : (
          <EmptyCard title="Nothing to compare with yet">
            Confusion matrices appear here once the rater’s votes are aggregated, or experts and the rater have answered
            about the same candidates.
          </EmptyCard>
        )}
      </Section>
      {run && againstRun && drift && (
        <Section title="Drift">
          {drift.length > 1 ? (
            <DriftChart raterId={rater.id} runId={run.id} windows={drift} overall={againstRun.skill} />
          ) : (
            <p className="text-second">Not enough votes yet.</p>
          )}
        </Section>
      )}
      <RaterPace slug={slug} raterId={rater.id} isImported={rater.kind === 'imported'} detail={pace} />
      <Section
        title="Agreement with other raters"
        note={
          agreement && (
            <>
              Measured <Moment at={agreement.createdAt} />; lowest agreement first.
            </>
          )
        }
        action={<LinkButton href={`/projects/${slug}/agreement`}>All raters</LinkButton>}
      >
        {agreement ? (
          <RaterAgreement slug={slug} raterId={rater.id} agreement={agreement} />
        ) : (
          <p className="text-second">
            Appears once agreement is measured and other raters have answered the same candidates.
          </p>
        )}
      </Section>
    </>
  )
}
