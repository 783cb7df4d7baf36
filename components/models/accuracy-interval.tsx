import { accuracyText, rangeText } from '@/lib/wording/models'

interface IntervalBarProps {
  share: number
  interval: readonly [number, number] | null
  /** Ends of the bar's scale, the same for the whole column. */
  domain: readonly [number, number]
  isQuiet?: boolean | undefined
}

/** A share with its interval on the scale of a column. Decorative: the numbers are shown beside it. */
function IntervalBar({ share, interval, domain: [from, to], isQuiet }: IntervalBarProps) {
  const place = (value: number) => Math.max(0, Math.min(1, (value - from) / (to - from || 1))) * 100
  const color = isQuiet ? 'var(--second)' : 'var(--accent)'
  return (
    <span
      aria-hidden
      className="relative block h-1 w-full rounded-full bg-[color-mix(in_srgb,var(--text)_9%,transparent)]"
    >
      {interval && (
        <span
          className="absolute inset-y-0 rounded-full opacity-50"
          style={{
            insetInlineStart: `${place(interval[0])}%`,
            width: `max(3px, ${place(interval[1]) - place(interval[0])}%)`,
            background: color,
          }}
        />
      )}
      <span
        className="absolute -inset-y-[2px] w-[3px] rounded-full"
        style={{ insetInlineStart: `calc(${place(share)}% - 1.5px)`, background: color }}
      />
    </span>
  )
}

interface AccuracyIntervalProps {
  value: { share: number | null; interval: [number, number] | null } | null
  imageCount: number
  domain: readonly [number, number]
  isQuiet?: boolean
  /** The same accuracy with class decisions, shown beside it. */
  beside?: string | false | null
  underUncertainLabels?: { interval: [number, number] | null } | null | undefined
}

export function AccuracyInterval(props: AccuracyIntervalProps) {
  const { value, imageCount, domain, isQuiet, beside, underUncertainLabels } = props
  if (!value || value.share === null) return '–'
  return (
    <div className="min-w-[132px] stacked:w-[180px]">
      <span className="flex items-baseline justify-end gap-2 whitespace-nowrap stacked:justify-start">
        {beside && <span className="text-second text-small">{beside}</span>}
        <span className="font-medium">{accuracyText(value.share, imageCount)}</span>
      </span>
      <IntervalBar share={value.share} interval={value.interval} domain={domain} isQuiet={isQuiet} />
      <span className="block whitespace-nowrap text-second text-small">{rangeText(value.interval, imageCount)}</span>
      {underUncertainLabels?.interval && (
        <span className="block text-second text-small">
          labels uncertain:{' '}
          <span className="whitespace-nowrap">{rangeText(underUncertainLabels.interval, imageCount)}</span>
        </span>
      )}
    </div>
  )
}
