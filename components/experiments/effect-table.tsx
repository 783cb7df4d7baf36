import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ArmEffect } from '@/lib/contracts/experiments'
import { type EffectFigure, type EffectMeasure, effectMeasures } from '@/lib/domain/experiments/experiment'
import { chartWord, intervalText, valueText } from '@/lib/wording/chart'
import { armName, differenceText, effectWord, mayBeChance } from '@/lib/wording/experiments'
import { wholeNumber } from '@/lib/wording/number'

/** Every figure of every condition, and what differs from the first. */
export function EffectTable({ arms }: { arms: ArmEffect[] }) {
  const [, ...others] = arms
  return (
    <Table label="All figures">
      <TableHead>
        <tr>
          <HeadCell>Figure</HeadCell>
          {arms.map(({ arm }) => (
            <HeadCell key={String(arm)} isNumber>
              {armName(arm)}
            </HeadCell>
          ))}
          {others.map(({ arm }) => (
            <HeadCell key={String(arm)} isNumber>
              {others.length === 1 ? 'Difference' : `${armName(arm)}, difference`}
            </HeadCell>
          ))}
        </tr>
      </TableHead>
      <tbody>
        {(['assignments', 'answers', 'goldenAnswers'] as const).map((count) => (
          <TableRow key={count}>
            <TableCell className="whitespace-nowrap font-medium">{countWord[count]}</TableCell>
            {arms.map((arm) => (
              <TableCell key={String(arm.arm)} isNumber>
                {wholeNumber(arm[count], 'en')}
              </TableCell>
            ))}
            {others.map(({ arm }) => (
              <TableCell key={String(arm)} />
            ))}
          </TableRow>
        ))}
        {effectMeasures.map((measure) => (
          <TableRow key={measure}>
            <TableCell title={effectWord[measure].explanation} className="whitespace-nowrap font-medium">
              {effectWord[measure].name}
            </TableCell>
            {arms.map(({ arm, figures }) => (
              <TableCell key={String(arm)} isNumber className="whitespace-nowrap">
                <Value measure={measure} figure={figures[measure]} />
              </TableCell>
            ))}
            {others.map(({ arm, against }) => (
              <TableCell key={String(arm)} isNumber className="whitespace-nowrap">
                {against && <Difference measure={measure} figure={against[measure]} />}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

const countWord = { assignments: 'Tasks', answers: 'Answers', goldenAnswers: 'Golden answers' } as const

function Value({ measure, figure: { value, low, high } }: { measure: EffectMeasure; figure: EffectFigure }) {
  const { format } = effectWord[measure]
  const decimals = format === 'percent' ? 1 : measure === 'alpha' ? 3 : 2
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  return (
    <>
      {valueText(value, format, decimals)}
      {low !== null && high !== null && (
        <span className="ms-1.5 text-second text-small">{intervalText(low, high, format, decimals)}</span>
      )}
    </>
  )
}

function Difference({ measure, figure }: { measure: EffectMeasure; figure: EffectFigure }) {
  const { value, low, high } = figure
  if (value === null) return <span className="text-second">{chartWord.missing}</span>
  const isChance = mayBeChance(measure, figure)
  return (
    <span className={isChance ? 'text-second' : 'font-semibold'}>
      {differenceText(measure, value)}
      {low !== null && high !== null && (
        <span className="ms-1.5 font-normal text-second text-small">
          [{differenceText(measure, low)}, {differenceText(measure, high)}]
        </span>
      )}
    </span>
  )
}
