import { clsx } from 'clsx'
import { numeric, Table } from '@/components/ui/table'
import { chartWord } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import type { Tone } from './series'

interface ConfusionMatrixProps {
  title: string
  note?: string
  truths: string[]
  answers: { label: string; tone?: Tone }[]
  /** One row per truth, one column per answer. */
  counts: number[][]
  /** Whether `counts` are the shares of each row, so that there are no totals. */
  isShare?: boolean
  /** Names of the axes, if they are not truth and answer. */
  rowsLabel?: string
  columnsLabel?: string
}

/** Strongest background, in percent, on which text keeps its contrast. */
const darkest = 38

export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { title, note, truths, answers, counts, isShare = false } = props
  return (
    <figure>
      <figcaption className="mb-2">
        <span className="font-semibold">{title}</span>
        {note && <span className="block text-second">{note}</span>}
      </figcaption>
      <Table label={title}>
        <Head {...props} />
        <tbody>
          {truths.map((truth, row) => {
            const total = isShare ? 1 : counts[row]!.reduce((sum, count) => sum + count, 0)
            return (
              <tr key={truth} className="hover:bg-card">
                <th scope="row" className="h-12 whitespace-nowrap">
                  {truth}
                </th>
                {answers.map(({ label, tone = 'accent' }, column) => (
                  <Cell key={label} count={counts[row]![column]!} total={total} isShare={isShare} tone={tone} />
                ))}
                {!isShare && <td className={clsx(numeric, 'text-second')}>{wholeNumber(total)}</td>}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </figure>
  )
}

function Head({
  answers,
  isShare,
  rowsLabel = chartWord.truth,
  columnsLabel = chartWord.answer,
}: ConfusionMatrixProps) {
  const columns = answers.map(({ label }) => (
    <th key={label} scope="col" className="text-center">
      {label}
    </th>
  ))
  if (isShare)
    return (
      <thead>
        <tr>
          <th scope="col">{rowsLabel}</th>
          {columns}
        </tr>
      </thead>
    )
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className="align-bottom leading-9">
          {rowsLabel}
        </th>
        <th scope="colgroup" colSpan={answers.length} className="h-7 border-b-0 text-center">
          {columnsLabel}
        </th>
        <th scope="col" rowSpan={2} className="text-end align-bottom leading-9">
          {chartWord.total}
        </th>
      </tr>
      <tr>{columns}</tr>
    </thead>
  )
}

interface CellProps {
  count: number
  total: number
  isShare: boolean
  tone: Tone
}

function Cell({ count, total, isShare, tone }: CellProps) {
  const share = total > 0 ? count / total : 0
  return (
    <td
      style={{ background: `color-mix(in srgb, var(--${tone}) ${Math.round(share * darkest)}%, var(--card))` }}
      className="h-12 min-w-14 border-l px-2 text-center tabular-nums"
    >
      {isShare ? (
        <span className="font-medium">{percent(share)}</span>
      ) : (
        <>
          <span className="block font-medium">{wholeNumber(count)}</span>
          <span className="block text-small">{total > 0 ? percent(share) : chartWord.missing}</span>
        </>
      )}
    </td>
  )
}
