import type { TableRater } from '@/lib/contracts/raters/rater-table'
import { answers } from '@/lib/domain/rating/answer'
import { matrixText } from '@/lib/wording/raters/rater-table'

const colours = { no: 'var(--no)', maybe: 'var(--maybe)', yes: 'var(--yes)' }

/**
 * P(answer | truth) as six cells, each filled by its probability. The upper row is for labels that hold, the lower for
 * those that do not, with no, maybe and yes in reading order.
 */
export function MatrixGlyph({ matrix }: { matrix: TableRater['matrix'] }) {
  if (!matrix) return <span className="text-second">–</span>
  const said = matrixText(matrix)
  return (
    <span role="img" aria-label={said} title={said} className="grid w-[58px] grid-cols-3 gap-0.5">
      {(['holds', 'holdsNot'] as const).flatMap((truth) =>
        answers.map((answer, column) => {
          const share = matrix[truth]?.[column] ?? 0
          return (
            <span
              key={`${truth} ${answer}`}
              className="h-[11px] rounded-[2px] bg-[color-mix(in_srgb,var(--text)_7%,transparent)]"
            >
              <span
                className="block h-full rounded-[2px]"
                style={{ width: `${share * 100}%`, background: colours[answer] }}
              />
            </span>
          )
        }),
      )}
    </span>
  )
}
