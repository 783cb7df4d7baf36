import { HeadCell, Table, TableCell, TableHead } from '@/components/ui/table'
import { chartWord } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import type { Tone } from './series'
import { colorOf } from './tone'

export interface ConfusionMatrixProps {
  title: string
  note?: string
  truths: string[]
  answers: { label: string; tone?: Tone }[]
  /** One row per truth, one column per answer. */
  counts: number[][]
  /** Names of the axes, if they are not truth and answer. */
  rowsLabel?: string
  columnsLabel?: string
}

/** Strongest background, in percent, on which text keeps its contrast. */
const darkest = 38

export function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { title, note, truths, answers, counts, rowsLabel = chartWord.truth, columnsLabel = chartWord.answer } = props
  return (
    <figure>
      <figcaption className="mb-2">
        <span className="font-semibold">{title}</span>
        {note && <span className="block text-second">{note}</span>}
      </figcaption>
      <Table label={title}>
        <TableHead>
          <tr>
            <HeadCell rowSpan={2} className="align-bottom leading-9">
              {rowsLabel}
            </HeadCell>
            <th
              scope="colgroup"
              colSpan={answers.length}
              className="h-7 px-3 text-center font-medium text-second text-small"
            >
              {columnsLabel}
            </th>
            <HeadCell rowSpan={2} isNumber className="align-bottom leading-9">
              {chartWord.total}
            </HeadCell>
          </tr>
          <tr>
            {answers.map(({ label }) => (
              <HeadCell key={label} className="text-center!">
                {label}
              </HeadCell>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {truths.map((truth, row) => {
            const total = counts[row]!.reduce((sum, count) => sum + count, 0)
            return (
              <tr key={truth} className="[&:last-child>*]:border-b-0">
                <th scope="row" className="h-12 whitespace-nowrap border-line border-b px-3 text-left font-medium">
                  {truth}
                </th>
                {answers.map(({ label, tone = 'accent' }, column) => (
                  <Cell key={label} count={counts[row]![column]!} total={total} tone={tone} />
                ))}
                <TableCell isNumber className="text-second">
                  {wholeNumber(total, 'en')}
                </TableCell>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </figure>
  )
}

function Cell({ count, total, tone }: { count: number; total: number; tone: Tone }) {
  const share = total > 0 ? count / total : 0
  return (
    <td
      style={{ background: `color-mix(in srgb, ${colorOf[tone]} ${Math.round(share * darkest)}%, var(--card))` }}
      className="h-12 min-w-14 border-line border-b border-l px-2 text-center tabular-nums"
    >
      <span className="block font-medium">{wholeNumber(count, 'en')}</span>
      <span className="block text-small">{total > 0 ? percent(share) : chartWord.missing}</span>
    </td>
  )
}
