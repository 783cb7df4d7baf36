import { accuracyText, rangeText } from '@/lib/wording/models'
import { IntervalBar } from './interval-bar'

interface AccuracyIntervalProps {
  value: { share: number | null; interval: [number, number] | null } | null
  domain: readonly [number, number]
  isQuiet?: boolean
  /** Beside it: the same with class decisions. */
  beside?: string | false | null
  /** With the uncertainty of labels. */
  underUncertainLabels?: { interval: [number, number] | null } | null | undefined
}

/** A share in numbers, its interval under it, both on the scale of the column. */
export function AccuracyInterval({ value, domain, isQuiet, beside, underUncertainLabels }: AccuracyIntervalProps) {
  if (!value || value.share === null) return '–'
  return (
    <div className="min-w-[132px]">
      <span className="flex items-baseline justify-end gap-2 whitespace-nowrap">
        {beside && <span className="text-second text-small">{beside}</span>}
        <span className="font-medium">{accuracyText(value.share)}</span>
      </span>
      <IntervalBar share={value.share} interval={value.interval} domain={domain} isQuiet={isQuiet} />
      <span className="block whitespace-nowrap text-second text-small">{rangeText(value.interval)}</span>
      {underUncertainLabels?.interval && (
        <span className="block text-second text-small">
          labels uncertain: <span className="whitespace-nowrap">{rangeText(underUncertainLabels.interval)}</span>
        </span>
      )}
    </div>
  )
}
