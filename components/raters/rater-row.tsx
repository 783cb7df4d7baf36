import Link from 'next/link'
import type { KeyboardEvent, ReactNode } from 'react'
import { Moment } from '@/components/kit/moment'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { ShareBar } from '@/components/kit/share-bar'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { TableCell, TableRow } from '@/components/ui/table'
import type { RaterDrift, TableRater } from '@/lib/contracts/raters/rater-table'
import { intervalText, valueText } from '@/lib/wording/chart'
import { counted, wholeNumber } from '@/lib/wording/number'
import { raterKindWord } from '@/lib/wording/raters/rater'
import { percent } from '@/lib/wording/share'
import { DriftMark } from './drift-mark'
import { MatrixGlyph } from './matrix-glyph'

interface RaterRowProps {
  slug: string
  rater: TableRater
  drift: RaterDrift | null
  isDriftWaiting: boolean
  isSelected: boolean
  isOpen: boolean
  /** With the shift key, the rows from the last one chosen up to here. */
  onSelect: (isRange: boolean) => void
  onKey: (event: KeyboardEvent) => void
  onOpen: () => void
  menu: ReactNode
}

/** One rater: a number, what it says of the answers, and what can be done. */
export function RaterRow(props: RaterRowProps) {
  const { slug, rater, drift, isDriftWaiting, isSelected, isOpen, onSelect, onKey, onOpen, menu } = props
  const { id, kind, votes, golden, openFlags, openAlerts, impact } = rater
  const voteCount = votes.no + votes.maybe + votes.yes
  return (
    <TableRow aria-selected={isSelected || isOpen}>
      <TableCell className="w-9 pe-0!">
        <input
          type="checkbox"
          aria-label={`Choose rater ${id}`}
          data-rater={id}
          checked={isSelected}
          onChange={(event) => onSelect((event.nativeEvent as MouseEvent).shiftKey === true)}
          onKeyDown={onKey}
          className="block size-4"
        />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <span className="flex items-center gap-2">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={onOpen}
            className="rounded-[4px] font-medium text-accent underline-offset-2 hover:underline"
          >
            Rater {id}
          </button>
          {kind === 'simulated' ? (
            <SimulatedMark>{raterKindWord.simulated}</SimulatedMark>
          ) : (
            <span className="text-second text-small">{raterKindWord[kind]}</span>
          )}
          {rater.isExpert && <Chip tone="accent">Expert</Chip>}
          <RaterStatusMarks isPaused={rater.isPaused} isLeftOut={rater.isLeftOut} />
        </span>
      </TableCell>
      <TableCell isNumber>
        <Link
          href={`/projects/${slug}/images?rater=${id}`}
          prefetch={false}
          className="underline-offset-2 hover:underline"
        >
          {wholeNumber(voteCount, 'en')}
        </Link>
      </TableCell>
      <TableCell isNumber className="whitespace-nowrap">
        <Estimate figure={rater.agreement} />
      </TableCell>
      <TableCell>
        {golden ? (
          <span className="flex items-center gap-2" title={counted(golden.count, 'answer', 'answers', 'en')}>
            <ShareBar value={golden} className="w-16 shrink-0" />
            <span className="whitespace-nowrap tabular-nums">
              {percent(golden.share)}{' '}
              <span className="text-second text-small">
                {Math.round(golden.low * 100)}–{Math.round(golden.high * 100)}
              </span>
            </span>
          </span>
        ) : (
          <span className="text-second">–</span>
        )}
      </TableCell>
      <TableCell>
        <MatrixGlyph matrix={rater.matrix} />
      </TableCell>
      <TableCell isNumber className="whitespace-nowrap">
        {rater.secondsPerCandidate === null ? '–' : `${rater.secondsPerCandidate.toFixed(1)} s`}
      </TableCell>
      <TableCell className="min-w-[84px]">
        <DriftMark drift={drift} isWaiting={isDriftWaiting} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {openAlerts > 0 && (
          <Link href={`/projects/${slug}/quality`} prefetch={false} className="me-1.5 hover:underline">
            <Chip tone="maybe">{counted(openAlerts, 'alert', 'alerts', 'en')}</Chip>
          </Link>
        )}
        {openFlags > 0 && (
          <Link href={`/projects/${slug}/images?rater=${id}&flag=any`} prefetch={false} className="hover:underline">
            <Chip>{counted(openFlags, 'flag', 'flags', 'en')}</Chip>
          </Link>
        )}
        {openAlerts + openFlags === 0 && <span className="text-second">–</span>}
      </TableCell>
      <TableCell isNumber className="whitespace-nowrap">
        {impact ? (
          <span title={`${counted(impact.imageCount, 'image', 'images', 'en')} would change`}>
            +{wholeNumber(impact.gained, 'en')} −{wholeNumber(impact.lost, 'en')}
          </span>
        ) : (
          <span className="text-second">–</span>
        )}
      </TableCell>
      <TableCell>{rater.lastActivityAt ? <Moment at={rater.lastActivityAt} /> : '–'}</TableCell>
      <TableCell className="text-right">{menu}</TableCell>
    </TableRow>
  )
}

function Estimate({ figure }: { figure: TableRater['agreement'] }) {
  if (!figure || figure.value === null) return <span className="text-second">–</span>
  const { value, low, high } = figure
  return (
    <>
      {valueText(value, 'number', 2)}
      {low !== null && high !== null && (
        <span className="ms-1.5 text-second text-small">{intervalText(low, high, 'number', 2)}</span>
      )}
    </>
  )
}
