import { Legend } from '@/components/kit/legend'
import { Moment } from '@/components/kit/moment'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { ShareBar } from '@/components/kit/share-bar'
import { SimulatedIcon } from '@/components/kit/simulated-mark'
import { tablePage } from '@/components/kit/table-rows'
import { LinkButton, TextLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { EmptyCard } from '@/components/ui/page'
import type { RaterTable, TableRater } from '@/lib/contracts/raters/rater-table'
import { countRaters, type RaterView } from '@/lib/domain/raters/rater-view'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, votesSince } from '@/lib/wording/number'
import { driftNote } from '@/lib/wording/raters/rater-table'
import { raterColumns } from './rater-columns'
import { RaterFilters } from './rater-filters'
import { RaterList } from './rater-list'
import { MatrixGlyph } from './rater-marks'

interface RaterSectionProps {
  slug: string
  view: RaterView
  table: RaterTable
  found: TableRater[]
}

export function RaterSection({ slug, view, table, found }: RaterSectionProps) {
  if (table.raters.length === 0)
    return (
      <EmptyCard
        title="No raters yet"
        action={<LinkButton href={`/projects/${slug}/raters/members`}>Invite raters</LinkButton>}
      >
        Create an invite link and send it to your raters. They appear here once they open their first task.
      </EmptyCard>
    )
  const { rows, page, pageCount } = tablePage(found, raterColumns({ slug }), view)
  return (
    <>
      <RaterFilters slug={slug} view={view} />
      {table.isDriftPending && (
        <Notice tone="info" className="mb-3">
          The drift of all raters is still being computed, so the table is not yet sorted or filtered by it. With
          thousands of raters this takes minutes. Reload the page later.
        </Notice>
      )}
      <RaterList
        slug={slug}
        view={{ ...view, page }}
        raters={[...rows]}
        counts={countRaters(found)}
        pageCount={pageCount}
      />
      <RaterLegend raters={rows} />
      <AgreementState slug={slug} measured={table.agreementOf} />
      <dl className="mt-4 grid max-w-[900px] gap-x-8 gap-y-3 text-pretty text-second text-small sm:grid-cols-2">
        {definitions.map(([name, meaning]) => (
          <div key={name}>
            <dt className="font-medium text-text">{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Says how to get the agreement of raters, or that other votes count now than when it was measured. */
function AgreementState({ slug, measured }: { slug: string; measured: RaterTable['agreementOf'] }) {
  const since = measured && votesSince(measured.countedVotes, measured.voteCount)
  if (measured && since === null) return null
  const link = (words: string) => <TextLink href={`/projects/${slug}/agreement`}>{words}</TextLink>
  return (
    <p className="mt-3 text-second text-small">
      {measured ? (
        <>
          Agreement was measured <Moment at={measured.at} /> over {counted(measured.voteCount, 'vote')}; {since}.{' '}
          {link('Measure it again')}
        </>
      ) : (
        <>Agreement appears here once you {link('measure it')}.</>
      )}
    </p>
  )
}

const definitions = [
  ['Votes', figureNote.votes],
  ['Golden accuracy', figureNote.goldenAccuracy],
  ['Seconds per candidate', figureNote.secondsPerCandidate],
  ['Drift', driftNote],
] as const

const example = { from: 'golden', holds: [0.1, 0.2, 0.7], holdsNot: [0.8, 0.15, 0.05] } satisfies Parameters<
  typeof MatrixGlyph
>[0]['matrix']

/** Explains the marks that the rows have. */
const RaterLegend = ({ raters }: { raters: readonly TableRater[] }) => (
  <Legend
    className="mt-3"
    items={[
      {
        mark: <ShareBar value={{ share: 0.8, low: 0.65, high: 0.9 }} className="w-16" />,
        meaning:
          'Golden accuracy from 50%, which is guessing, to 100%, with its 95% interval; below it are the accuracies on labels that apply and on labels that do not',
      },
      {
        mark: <MatrixGlyph matrix={example} />,
        meaning:
          'Answers by truth: no, maybe and yes from the left; the upper row where the label applies, the lower where it does not. Frequent answers fill their cells',
      },
      ...(raters.some(({ kind }) => kind === 'simulated')
        ? [{ mark: <SimulatedIcon />, meaning: 'Simulated rater' }]
        : []),
      ...(raters.some(({ isPaused }) => isPaused)
        ? [{ mark: <RaterStatusMarks isPaused isExcluded={false} />, meaning: 'Gets no new tasks' }]
        : []),
      ...(raters.some(({ isExcluded }) => isExcluded)
        ? [{ mark: <RaterStatusMarks isPaused={false} isExcluded />, meaning: 'Votes do not count in runs' }]
        : []),
    ]}
  />
)
