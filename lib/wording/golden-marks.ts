import { intervalText } from './chart'
import { counted } from './number'
import { percent } from './share'

interface Interval {
  share: number
  low: number
  high: number
}

interface Marks {
  balanced: Interval | null
  missing: { holds: number; holdsNot: number }
}

/** Formats an interval in percent beside its share, such as "[74, 90]". */
export const rangeText = ({ low, high }: Pick<Interval, 'low' | 'high'>) => intervalText(low, high, 'percent', 0)

const markWord = { holds: 'labels that apply', holdsNot: 'labels that do not' } as const

/** Names the answers that are missing for a golden accuracy, such as "3 more golden answers on labels that apply". */
export function missingAnswers({ missing }: Pick<Marks, 'missing'>): string {
  const parts = (['holds', 'holdsNot'] as const).flatMap((kind, index) =>
    missing[kind] === 0
      ? []
      : [
          `${missing[kind]} more on ${index === 1 && missing.holds === 0 ? 'labels that do not apply' : markWord[kind]}`,
        ],
  )
  return parts.join(' and ')
}

/** Formats one mark, such as "75% [48, 91] of 12 answers". "no answer yet" without answers. */
export const markSentence = (mark: (Interval & { count: number }) | null): string =>
  mark ? `${percent(mark.share)} ${rangeText(mark)} of ${counted(mark.count, 'answer')}` : 'no answer yet'
