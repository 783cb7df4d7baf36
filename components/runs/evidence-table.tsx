import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RunDetail } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { percent } from '@/lib/wording/share'

type Evidence = NonNullable<RunDetail['evidence']>

/** With two possible answers, the probability of one gives that of the other. */
const shownAnswers = (answers: string[]) =>
  answers.map((answer, place) => ({ answer, place })).slice(answers.length === 2 ? 1 : 0)

/** By how much the answer moves the log-odds that the label holds. */
function weight(probability: number[][], place: number): string {
  const [ifNot, ifSo] = [probability[0]?.[place], probability[1]?.[place]]
  if (!ifNot || !ifSo) return '–'
  const moved = Math.log(ifSo / ifNot)
  return `${moved > 0 ? '+' : ''}${valueText(moved, 'number', 2)}`
}

/** How often each source of evidence gives which answer, by whether the label holds: the further the two are apart, the more it counts. */
export function EvidenceTable({ classes, annotators }: Evidence) {
  const hasTwo = classes.length === 2
  return (
    <div className="grid max-h-[436px] grid-rows-[minmax(0,1fr)] [&>section]:max-h-full">
      <Table label="Witnesses">
        <TableHead>
          <tr>
            <HeadCell>Witness</HeadCell>
            <HeadCell>Of classes</HeadCell>
            <HeadCell>Says</HeadCell>
            {classes.map((name) => (
              <HeadCell key={name} isNumber>
                If it {name}
              </HeadCell>
            ))}
            {hasTwo && <HeadCell isNumber>Moves log-odds by</HeadCell>}
          </tr>
        </TableHead>
        <tbody>
          {annotators.flatMap(({ name, group, answers, probability }) =>
            shownAnswers(answers).map(({ answer, place }) => (
              <TableRow key={`${name} ${group} ${answer}`}>
                <TableCell className="whitespace-nowrap font-medium">{name}</TableCell>
                <TableCell className="whitespace-nowrap">{group}</TableCell>
                <TableCell className="whitespace-nowrap">{answer}</TableCell>
                {classes.map((known, k) => (
                  <TableCell key={known} isNumber>
                    {percent(probability[k]?.[place] ?? 0)}
                  </TableCell>
                ))}
                {hasTwo && <TableCell isNumber>{weight(probability, place)}</TableCell>}
              </TableRow>
            )),
          )}
        </tbody>
      </Table>
    </div>
  )
}
