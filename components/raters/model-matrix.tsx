import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { answerWord } from '@/lib/wording/rating'
import { percent } from '@/lib/wording/share'

interface ModelMatrixProps {
  title: string
  note: string
  classes: string[]
  answers: string[]
  /** P(answer | hidden class), one row per class. */
  probability: number[][]
}

const words: Record<string, string | undefined> = answerWord
const colours: Record<string, string | undefined> = { no: 'var(--no)', maybe: 'var(--maybe)', yes: 'var(--yes)' }
/** Strongest background, in percent, on which text keeps its contrast. */
const darkest = 38

/** Answer probabilities of the rater in the run's model. The class in which labels hold comes first. */
export function ModelMatrix({ title, note, classes, answers, probability }: ModelMatrixProps) {
  const rows = classes.map((name, index) => ({ name, chances: probability[index]! })).reverse()
  return (
    <figure>
      <figcaption className="mb-2">
        <span className="font-semibold">{title}</span>
        <span className="block text-second">{note}</span>
      </figcaption>
      <Table label={title}>
        <TableHead>
          <tr>
            <HeadCell>Truth</HeadCell>
            {answers.map((answer) => (
              <HeadCell key={answer} className="text-center!">
                {words[answer] ?? answer}
              </HeadCell>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {rows.map(({ name, chances }) => (
            <tr key={name} className="[&:last-child>*]:border-b-0">
              <th scope="row" className="h-12 whitespace-nowrap border-line border-b px-3 text-left font-medium">
                {name}
              </th>
              {answers.map((answer, column) => (
                <td
                  key={answer}
                  style={{
                    background: `color-mix(in srgb, ${colours[answer] ?? 'var(--accent)'} ${Math.round(chances[column]! * darkest)}%, var(--card))`,
                  }}
                  className="h-12 min-w-16 border-line border-b border-l px-2 text-center font-medium tabular-nums"
                >
                  {percent(chances[column]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </figure>
  )
}
