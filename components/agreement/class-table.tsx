import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { tablePage } from '@/components/kit/table-rows'
import { LinkButton } from '@/components/ui/link'
import type { ClassAgreement } from '@/lib/contracts/agreement'
import { type AgreementView, agreementAddress } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'

interface ClassTableProps {
  base: string
  view: AgreementView
  classes: ClassAgreement[]
}

export function ClassAgreementTable({ base, view, classes }: ClassTableProps) {
  const { measure, name } = view
  const columns: (Column<ClassAgreement> | false)[] = [
    { key: 'name', head: 'Class', risesFirst: true, sortValue: (row) => row.name, cell: (row) => row.name },
    { key: 'group', head: 'Class group', importance: 'low', cell: ({ group }) => group, className: 'text-second' },
    numberColumn(
      'agreement',
      agreementWord[measure].name,
      (row) => <FigureText figure={row[measure]} format={agreementWord[measure].format} />,
      { risesFirst: true, sortValue: (row) => row[measure].value },
    ),
    measure !== 'rawAgreement' &&
      numberColumn('raw', agreementWord.rawAgreement.name, ({ rawAgreement }) => (
        <FigureText figure={rawAgreement} format="percent" />
      )),
    numberColumn('candidates', 'Candidates', ({ candidateCount }) => candidateCount),
    numberColumn('votes', 'Votes', ({ voteCount }) => voteCount, { sortValue: ({ voteCount }) => voteCount }),
  ]
  const address = (change: Partial<AgreementView>) => base + agreementAddress.write({ ...view, ...change })
  return (
    <DataTable
      label="Agreement by class"
      columns={columns}
      {...tablePage(classes, columns, { sort: view.sort, page: view.classPage }, 25)}
      rowKey={({ classId }) => classId}
      addressOf={({ page, ...change }) => address({ ...change, classPage: page })}
      empty={{
        title: name === '' ? 'No class has a candidate with two votes yet' : 'No matching classes',
        action: name !== '' && (
          <LinkButton scroll={false} href={address({ name: '' })}>
            Show all classes
          </LinkButton>
        ),
        children:
          name === ''
            ? 'Classes appear here once their candidates have two or more votes.'
            : `No class or class group has “${name}” in its name.`,
      }}
    />
  )
}
