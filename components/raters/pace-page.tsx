import { MeasuredAt } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { ProjectPace } from '@/lib/contracts/raters/pace'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { counted } from '@/lib/wording/number'
import { PaceHistogram, PacePositionChart, PaceRaterPlots } from './pace-charts'
import { PaceFigures } from './pace-figures'

export function PacePage({ slug, pace }: { slug: string; pace: ProjectPace }) {
  const { all, raters, positions, hasSimulated, measuredAt, isMeasured } = pace
  const timed = raters.filter((rater) => rater.timed > 0).length
  return (
    <>
      <PageHeader title={projectPages.pace.title} action={hasSimulated && all.tasks > 0 && <SimulatedMark />}>
        {timed === 0
          ? 'How long raters take per task and candidate.'
          : `${counted(all.timed, 'timed task')} of ${counted(timed, 'rater')}.`}
      </PageHeader>
      {!isMeasured ? (
        <EmptyCard title="Not measured yet">
          <MeasuredAt what="Times" at={null} isMeasured={false} />
        </EmptyCard>
      ) : timed === 0 ? (
        <EmptyCard
          title={all.tasks === 0 ? 'No tasks submitted yet' : 'No times recorded'}
          action={<LinkButton href={`/projects/${slug}/raters/members`}>Invite raters</LinkButton>}
        >
          {all.tasks === 0
            ? 'Times appear here from the first task on.'
            : 'Imported answers have no recorded durations. Answers given here do.'}
        </EmptyCard>
      ) : (
        <>
          <PaceFigures raterId={null} pace={all} measuredAt={measuredAt} />
          <Section title="Raters">
            <div className="grid gap-x-10 gap-y-9 lg:grid-cols-2">
              <PaceRaterPlots slug={slug} raters={raters} all={all} />
              <PaceHistogram raters={raters} />
              {positions.length > 0 && <PacePositionChart positions={positions} fileName="pace-by-position" />}
            </div>
          </Section>
        </>
      )}
    </>
  )
}
