import { JobPanel, StartJobButton } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { Pager } from '@/components/kit/pager'
import { Section } from '@/components/kit/section'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { RaterImpact } from '@/lib/contracts/raters/rater-impact'
import { counted, wholeNumber } from '@/lib/wording/number'
import { scoreText } from '@/lib/wording/share'

interface RaterImpactSectionProps {
  slug: string
  raterId: number
  isExcluded: boolean
  /** Null before the first run. */
  runId: number | null
  /** Null until measured. */
  impact: RaterImpact | null
  jobs: JobSummary[]
  /** Returns the URL of a page of changed images. */
  addressOf: (page: number) => string
}

/** Changes in the labels of a run if the rater were excluded. */
export function RaterImpactSection(props: RaterImpactSectionProps) {
  const { slug, raterId, isExcluded, runId, impact, jobs, addressOf } = props
  const canMeasure = runId !== null && !isExcluded
  return (
    <Section
      title="Effect on the labels"
      note={
        impact && (
          <>
            Labels of run {impact.runId} without this rater, measured <Moment at={impact.measuredAt} />.
          </>
        )
      }
      action={
        canMeasure && (
          <StartJobButton slug={slug} kind="measure-rater-impact" input={{ runId, raterIds: [raterId] }}>
            {impact ? 'Measure again' : 'Measure'}
          </StartJobButton>
        )
      }
    >
      <div className="has-[>div]:mb-4 [&>div]:mt-0">
        <JobPanel slug={slug} jobs={jobs} kind="measure-rater-impact" subject={raterId} />
      </div>
      {impact ? (
        <Measured slug={slug} impact={impact} addressOf={addressOf} />
      ) : (
        <p className="text-second">
          {runId === null
            ? 'Aggregate the votes to measure the effect.'
            : isExcluded
              ? 'This rater is excluded, so the next run will not use these votes.'
              : `Not measured yet. Repeats run ${runId} with and without this rater.`}
        </p>
      )}
    </Section>
  )
}

interface MeasuredProps extends Pick<RaterImpactSectionProps, 'slug' | 'addressOf'> {
  impact: RaterImpact
}

function Measured({ slug, impact, addressOf }: MeasuredProps) {
  const { gained, lost, imageCount, page, pageCount, voteCount, voteCountNow } = impact
  return (
    <>
      <p className="font-semibold text-question tabular-nums">
        +{counted(gained, 'label')}, −{wholeNumber(lost)}, {counted(imageCount, 'image')}
      </p>
      {!impact.isOfRun && (
        <Notice tone="info" className="mt-3">
          Answers have changed since run {impact.runId}. Both results use the {wholeNumber(voteCount)} votes at the time
          of measurement, so they differ from the labels of the run.
        </Notice>
      )}
      {voteCountNow !== voteCount && (
        <p className="mt-2 text-second">
          Measured on {counted(voteCount, 'vote')}; there are now {wholeNumber(voteCountNow)}.
        </p>
      )}
      {impact.images.length > 0 && (
        <ul className="mt-4 grid gap-3 grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))]">
          {impact.images.map((image) => (
            <li key={image.imageId} className="flex gap-3 rounded-card border bg-card p-2">
              <Link
                href={`/projects/${slug}/images?run=${impact.runId}&image=${image.imageId}`}
                prefetch={false}
                aria-label={`Open ${image.fileName}`}
                className="shrink-0"
              >
                <Thumbnail slug={slug} image={image} className="size-20 rounded-[6px]" />
              </Link>
              <ul className="flex min-w-0 flex-1 flex-col gap-1.5">
                {image.changes.map(({ name, isGained, before, after }) => (
                  <li key={name} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                    <Chip tone={isGained ? 'yes' : 'no'} isStruck={!isGained}>
                      {name}
                    </Chip>
                    <span className="text-second text-small tabular-nums">
                      {isGained ? 'gained' : 'lost'}
                      {before !== null && after !== null && `, ${scoreText(before)} → ${scoreText(after)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {impact.shownCount < gained + lost && (
        <p className="mt-2 text-second text-small">
          Only the {wholeNumber(impact.shownCount)} labels with the largest score changes are listed.
        </p>
      )}
      <Pager
        label="Pages of changed images"
        page={page}
        pageCount={pageCount}
        addressOf={addressOf}
        className="mt-3 justify-end"
      />
    </>
  )
}
