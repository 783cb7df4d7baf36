import { clsx } from 'clsx'

interface ProgressBarProps {
  label: string
  /** From 0 to 1. Null while unknown. */
  fraction: number | null
  /** Text for screen readers, such as "12 of 40 tasks". */
  valueText?: string
  className?: string
}

export function ProgressBar({ label, fraction, valueText, className }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={valueText}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={clsx(
          'h-full origin-left bg-accent transition-transform duration-150',
          percent === null && 'animate-pulse opacity-60',
        )}
        style={{ transform: `scaleX(${(percent ?? 100) / 100})` }}
      />
    </div>
  )
}
