import { Legend } from '@/components/kit/legend'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { ShareBar } from '@/components/kit/share-bar'
import { MatrixGlyph } from './matrix-glyph'

const example = { from: 'golden', holds: [0.1, 0.2, 0.7], holdsNot: [0.8, 0.15, 0.05] } satisfies Parameters<
  typeof MatrixGlyph
>[0]['matrix']

/** What the marks of the rater table mean. */
export const RaterLegend = () => (
  <Legend
    className="mt-3"
    items={[
      {
        mark: <ShareBar value={{ share: 0.8, low: 0.65, high: 0.9 }} from={0.5} className="w-16" />,
        meaning:
          'Golden accuracy from 50%, which is guessing, to 100%, with its 95% interval; below it the marks on labels that apply and on labels that do not',
      },
      {
        mark: <MatrixGlyph matrix={example} />,
        meaning:
          'Answers by truth: no, maybe, yes from the left, above where the label applies, below where it does not; the fuller a cell, the more often',
      },
      { mark: <RaterStatusMarks isPaused isLeftOut={false} />, meaning: 'Gets no new tasks' },
      { mark: <RaterStatusMarks isPaused={false} isLeftOut />, meaning: 'Votes do not count in runs' },
    ]}
  />
)
