import { Fragment } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'
import { ShareBar } from '@/components/kit/share-bar'
import type { GoldenMarks } from '@/lib/contracts/quality'
import { markSentence, missingAnswers, rangeText } from '@/lib/wording/golden-marks'
import { percent } from '@/lib/wording/share'

const kinds = [
  ['holds', 'if the label applies', 'if it applies', 'labels that apply'],
  ['holdsNot', 'if not', 'if not', 'labels that do not apply'],
] as const

interface GoldenMarkSharesProps {
  raterId: number
  marks: GoldenMarks
  /** Whether to render inline in a sentence, without intervals. */
  isText?: boolean
}

export const GoldenMarkShares = ({ raterId, marks, isText = false }: GoldenMarkSharesProps) =>
  kinds.map(([kind, inSentence, inTable, long], index) => (
    <Fragment key={kind}>
      {isText && index > 0 && ', '}
      <span title={`Right on ${long}: ${markSentence(marks[kind])}`}>
        {marks[kind] ? (
          <FigureMark of={`golden-mark-${kind}-of-rater-${raterId}`}>{percent(marks[kind].share)}</FigureMark>
        ) : (
          '–'
        )}
        {!isText && marks[kind] && ` ${rangeText(marks[kind])}`} {isText ? inSentence : inTable}
      </span>
    </Fragment>
  ))

/** A rater's golden accuracy: both marks and their mean, with a bar that starts at 50%. */
export function GoldenAccuracy({ raterId, marks }: { raterId: number; marks: GoldenMarks | null }) {
  if (!marks) return <span className="text-second">None yet</span>
  const { balanced } = marks
  return (
    <span className="flex flex-col py-1 tabular-nums">
      {balanced ? (
        <span className="flex items-center gap-2 whitespace-nowrap">
          <ShareBar value={balanced} className="w-16 shrink-0" />
          <span>
            <FigureMark of={`golden-accuracy-of-rater-${raterId}`}>{percent(balanced.share)}</FigureMark>{' '}
            <span className="font-normal text-second text-small">{rangeText(balanced)}</span>
          </span>
        </span>
      ) : (
        <span className="font-normal text-second text-small">Needs {missingAnswers(marks)}</span>
      )}
      <span className="flex gap-x-3 whitespace-nowrap stacked:flex-wrap font-normal text-second text-small">
        <GoldenMarkShares raterId={raterId} marks={marks} />
      </span>
    </span>
  )
}
