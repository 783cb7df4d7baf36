import { TableCell } from '@/components/ui/table'
import { accuracyText, rangeText } from '@/lib/wording/models'
import { IntervalBar } from './interval-bar'

interface AccuracyCellProps {
  value: { share: number | null; interval: [number, number] | null } | null
  domain: readonly [number, number]
  /** What it was counted from, on hover. */
  title?: string
  isQuiet?: boolean
  /** Beside it: the same with class decisions. */
  beside?: string | null
}

/** A share in numbers, its interval under it, both on the scale of the column. */
export function AccuracyCell({ value, domain, title, isQuiet, beside }: AccuracyCellProps) {
  if (!value || value.share === null) return <TableCell isNumber>–</TableCell>
  return (
    <TableCell isNumber title={title} className="min-w-[132px] py-1">
      <span className="flex items-baseline justify-end gap-2 whitespace-nowrap">
        {beside && <span className="text-second text-small">{beside}</span>}
        <span className="font-medium">{accuracyText(value.share)}</span>
      </span>
      <IntervalBar share={value.share} interval={value.interval} domain={domain} isQuiet={isQuiet} />
      <span className="block whitespace-nowrap text-second text-small">{rangeText(value.interval)}</span>
    </TableCell>
  )
}
