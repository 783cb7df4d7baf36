import { FigureMark } from '@/components/kit/figure-mark'
import { ShareBar } from '@/components/kit/share-bar'
import type { AnswerAccuracy } from '@/lib/contracts/quality'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

/** A rater's golden accuracy: a bar with its 95 % interval, and both in numbers. */
export function AccuracyBar({ raterId, accuracy }: { raterId: number; accuracy: AnswerAccuracy | null }) {
  if (!accuracy) return <span className="text-second">None yet</span>
  const { count, share, low, high } = accuracy
  return (
    <span className="flex items-center gap-3">
      <ShareBar value={accuracy} className="w-24 shrink-0" />
      <span className="whitespace-nowrap tabular-nums">
        <FigureMark of={`golden-accuracy-of-rater-${raterId}`}>{percent(share)}</FigureMark>{' '}
        <span className="text-second text-small">
          {Math.round(low * 100)}–{Math.round(high * 100)}, n = {wholeNumber(count, 'en')}
        </span>
      </span>
    </span>
  )
}
