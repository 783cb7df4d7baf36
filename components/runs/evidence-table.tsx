'use client'

import { useState } from 'react'
import { type Column, DataTable, nameColumn, numberColumn } from '@/components/kit/data-table'
import { Button } from '@/components/ui/button'
import type { RunDetail } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

type Evidence = NonNullable<RunDetail['evidence']>

/** With two possible answers, one probability implies the other. */
const shownAnswers = (answers: string[]) =>
  answers.map((answer, position) => ({ answer, position })).slice(answers.length === 2 ? 1 : 0)

/** Returns the change in log-odds that the answer causes, as text. */
function weight(probability: number[][], index: number): string {
  const [ifNot, ifSo] = [probability[0]?.[index], probability[1]?.[index]]
  if (!ifNot || !ifSo) return '–'
  const moved = Math.log(ifSo / ifNot)
  return `${moved > 0 ? '+' : ''}${valueText(moved, 'number', 2)}`
}

type Row = Pick<Evidence['annotators'][number], 'name' | 'group' | 'probability'> & { answer: string; position: number }

const fewRows = 10

/** P(answer | label holds or not) by source of evidence. The further apart, the more an answer counts. */
export function EvidenceTable({ classes, annotators }: Evidence) {
  const [showsAll, setShowsAll] = useState(false)
  const rows = annotators.flatMap(({ answers, ...one }): Row[] =>
    shownAnswers(answers).map((answer) => ({ ...one, ...answer })),
  )
  const columns: (Column<Row> | false)[] = [
    nameColumn('source', 'Source'),
    { key: 'group', head: 'Class range', cell: ({ group }) => group },
    { key: 'answer', head: 'Answer', cell: ({ answer }) => answer },
    ...classes.map(
      (name, index): Column<Row> =>
        numberColumn(`if-${name}`, `If the label ${name}`, ({ probability, position }) =>
          percent(probability[index]?.[position] ?? 0),
        ),
    ),
    classes.length === 2 &&
      numberColumn('weight', 'Log-odds change', ({ probability, position }) => weight(probability, position)),
  ]
  return (
    <>
      <DataTable
        label="Evidence besides votes"
        columns={columns}
        rows={showsAll ? rows : rows.slice(0, fewRows)}
        rowKey={({ name, group, answer }) => `${name} ${group} ${answer}`}
      />
      {rows.length > fewRows && (
        <Button className="mt-2" size="small" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? `Show the first ${fewRows}` : `Show all ${wholeNumber(rows.length)}`}
        </Button>
      )}
    </>
  )
}
