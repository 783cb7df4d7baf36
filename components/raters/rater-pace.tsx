import { MeasuredAt } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { LinkButton } from '@/components/ui/link-button'
import type { RaterPaceDetail } from '@/lib/contracts/raters/pace'
import { PaceFigures } from './pace-figures'
import { PacePositionChart } from './pace-position-chart'
import { PaceTimeChart } from './pace-time-chart'

interface RaterPaceProps {
  slug: string
  raterId: number
  isImported: boolean
  detail: RaterPaceDetail
}

export function RaterPace({ slug, raterId, isImported, detail }: RaterPaceProps) {
  const { pace, all, positions, allPositions, windows, measuredAt, isMeasured } = detail
  return (
    <Section
      title="Pace"
      note={pace.timed > 0 ? 'How long the rater takes, without breaks.' : undefined}
      action={<LinkButton href={`/projects/${slug}/raters/pace`}>All raters</LinkButton>}
    >
      {pace.timed === 0 ? (
        <p className="text-second">
          {!isMeasured ? (
            <MeasuredAt what="Times" at={null} isMeasured={false} />
          ) : isImported ? (
            'Imported answers have no recorded times.'
          ) : pace.tasks > 0 ? (
            'This rater’s tasks have no recorded times.'
          ) : (
            'Appears once the rater has submitted a task.'
          )}
        </p>
      ) : (
        <>
          <PaceFigures raterId={raterId} pace={pace} all={all} measuredAt={measuredAt} />
          <div className="mt-7 grid gap-x-10 gap-y-9 lg:grid-cols-2">
            {positions.length > 0 && (
              <PacePositionChart
                positions={positions}
                allPositions={allPositions}
                fileName={`rater-${raterId}-pace-by-position`}
              />
            )}
            <PaceTimeChart raterId={raterId} windows={windows} overall={pace.nameSeconds} />
          </div>
        </>
      )}
    </Section>
  )
}
