import { type Column, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { FigureText } from '@/components/kit/figure-text'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import { Moment } from '@/components/kit/moment'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { SimulatedIcon } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import type { RaterDrift, TableRater } from '@/lib/contracts/raters/rater-table'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { raterKindWord } from '@/lib/wording/raters/rater'
import { driftNote } from '@/lib/wording/raters/rater-table'
import { DriftMark, MatrixGlyph } from './rater-marks'

interface RaterColumnsProps {
  slug: string
  /** Null while drift is being computed. */
  drifts?: ReadonlyMap<number, RaterDrift> | null
  openId?: number | null
  onOpen?: (id: number) => void
}

export const voteCount = ({ votes }: Pick<TableRater, 'votes'>) => votes.no + votes.maybe + votes.yes

export const raterColumns = ({ slug, drifts, openId, onOpen }: RaterColumnsProps): Column<TableRater>[] => [
  {
    key: 'rater',
    head: 'Rater',
    sortValue: ({ id }) => id,
    risesFirst: true,
    cell: (rater) => <RaterName rater={rater} isOpen={rater.id === openId} onOpen={onOpen} />,
    className: 'min-w-[160px] max-w-[232px]',
  },
  numberColumn<TableRater>(
    'votes',
    'Votes',
    (rater) => (
      <Link
        href={`/projects/${slug}/images?rater=${rater.id}`}
        prefetch={false}
        className="underline-offset-2 hover:underline"
      >
        <FigureMark of={`votes-of-rater-${rater.id}`}>{wholeNumber(voteCount(rater))}</FigureMark>
      </Link>
    ),
    { title: figureNote.votes, importance: 'high', sortValue: voteCount },
  ),
  numberColumn<TableRater>(
    'agreement',
    'Agreement',
    ({ id, agreement }) => agreement && <FigureText of={`agreement-of-rater-${id}`} figure={agreement} />,
    { title: figureNote.agreement, sortValue: ({ agreement }) => agreement?.value },
  ),
  {
    key: 'golden',
    head: 'Golden accuracy',
    title: `${figureNote.goldenAccuracy} With 95% intervals.`,
    importance: 'high',
    sortValue: ({ golden }) => golden?.balanced?.share,
    cell: ({ id, golden, isExpert }) => (golden || !isExpert ? <GoldenAccuracy raterId={id} marks={golden} /> : null),
  },
  {
    key: 'matrix',
    head: 'Answers by truth',
    importance: 'low',
    title: 'P(answer | truth): top row where the label applies, bottom row where it does not; no, maybe, yes',
    cell: ({ matrix }) => <MatrixGlyph matrix={matrix} />,
  },
  numberColumn<TableRater>(
    'seconds',
    'Seconds per candidate',
    ({ id, secondsPerCandidate }) =>
      secondsPerCandidate && (
        <FigureMark of={`seconds-per-candidate-of-rater-${id}`}>{`${secondsPerCandidate.toFixed(1)} s`}</FigureMark>
      ),
    {
      title: figureNote.secondsPerCandidate,
      sortValue: ({ secondsPerCandidate }) => secondsPerCandidate,
      className: 'min-w-[96px]',
    },
  ),
  {
    key: 'drift',
    head: 'Drift',
    importance: 'low',
    title: driftNote,
    sortValue: ({ drift }) => drift?.change,
    cell: ({ id }) => <DriftMark drift={drifts?.get(id) ?? null} isWaiting={!drifts} />,
    className: 'min-w-[84px]',
  },
  ...stateColumns(slug),
]

const stateColumns = (slug: string): Column<TableRater>[] => [
  {
    key: 'flags',
    head: 'Alerts and flags',
    importance: 'high',
    sortValue: ({ openAlerts, openFlags }) => openAlerts * 1e6 + openFlags,
    cell: (rater) => (rater.openAlerts + rater.openFlags > 0 ? <AlertsAndFlags slug={slug} rater={rater} /> : null),
  },
  numberColumn<TableRater>(
    'labels',
    'Effect on labels',
    ({ impact }) => impact && `+${wholeNumber(impact.gained)} −${wholeNumber(impact.lost)}`,
    {
      importance: 'low',
      title: 'Labels of the latest run gained and lost without this rater',
      sortValue: ({ impact }) => impact && impact.gained + impact.lost,
      cellTitle: ({ impact }) => (impact ? `${counted(impact.imageCount, 'image')} would change` : undefined),
    },
  ),
  {
    key: 'active',
    head: 'Last active',
    sortValue: ({ lastActivityAt }) => lastActivityAt && Date.parse(lastActivityAt),
    cell: ({ lastActivityAt }) => lastActivityAt && <Moment at={lastActivityAt} />,
  },
]

interface RaterNameProps {
  rater: TableRater
  isOpen: boolean
  onOpen: ((id: number) => void) | undefined
}

function RaterName({ rater, isOpen, onOpen }: RaterNameProps) {
  return (
    <span className="flex items-center flex-wrap gap-x-2 gap-y-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onOpen && (() => onOpen(rater.id))}
        className="rounded-[4px] font-medium text-accent underline-offset-2 hover:underline"
      >
        Rater {rater.id}
      </button>
      {rater.kind === 'simulated' ? (
        <SimulatedIcon />
      ) : (
        <span className="font-normal text-second text-small">{raterKindWord[rater.kind]}</span>
      )}
      {rater.isExpert && <Chip tone="accent">Expert</Chip>}
      <RaterStatusMarks isPaused={rater.isPaused} isExcluded={rater.isExcluded} />
    </span>
  )
}

function AlertsAndFlags({ slug, rater: { id, openAlerts, openFlags } }: { slug: string; rater: TableRater }) {
  return (
    <>
      {openAlerts > 0 && (
        <Link href={`/projects/${slug}/quality`} prefetch={false} className="me-1.5 hover:underline">
          <Chip tone="maybe">{counted(openAlerts, 'alert')}</Chip>
        </Link>
      )}
      {openFlags > 0 && (
        <Link href={`/projects/${slug}/images?rater=${id}&flag=any`} prefetch={false} className="hover:underline">
          <Chip>{counted(openFlags, 'flag')}</Chip>
        </Link>
      )}
    </>
  )
}
