interface IntervalBarProps {
  share: number
  interval: readonly [number, number] | null
  /** What the bar's ends stand for, the same in the whole column. */
  domain: readonly [number, number]
  isQuiet?: boolean | undefined
}

/** A share with its interval on the scale of a column. What it says stands beside it in numbers. */
export function IntervalBar({ share, interval, domain: [from, to], isQuiet }: IntervalBarProps) {
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
