'use client'

import type { ReactNode } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Button } from '@/components/ui/button'
import { Checkbox, Options } from '@/components/ui/field'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import { counted, wholeNumber } from '@/lib/wording/number'
import type { VotesFlow } from './use-votes-import'

type NamedClass = AnswerReport['classes'][number]

interface MappingTableProps<Row> {
  label: string
  frameClassName: string
  rows: readonly Row[]
  /** Head of the column with what each name means in the project. */
  meaning: string
  nameClassName: string
  titleOf?: (row: Row) => string | undefined
  children: (row: Row) => ReactNode
}

function MappingTable<Row extends Pick<NamedClass, 'name' | 'count' | 'where'>>(props: MappingTableProps<Row>) {
  const { label, frameClassName, rows, meaning, nameClassName, titleOf, children } = props
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: 'In the file',
      cell: ({ name, where }) => (
        <>
          {name}
          {where !== null && <span className="block text-second text-small">first in {where}</span>}
        </>
      ),
      cellTitle: titleOf,
      className: `whitespace-normal ${nameClassName}`,
    },
    numberColumn('count', 'Entries', ({ count }) => count),
    { key: 'meaning', head: meaning, cell: children, className: 'whitespace-normal' },
  ]
  return (
    <DataTable label={label} className={frameClassName} columns={columns} rows={rows} rowKey={({ name }) => name} />
  )
}

function Meaning({ flow, one }: { flow: VotesFlow; one: NamedClass }) {
  const { classes } = flow.choices
  const isChosen = Object.hasOwn(classes, one.name)
  const chosen = isChosen ? (classes[one.name] ?? null) : one.proposed
  const set = (meant: { index: number; name: string } | null) =>
    flow.change({ classes: { ...classes, [one.name]: meant } })
  function undo() {
    const { [one.name]: _, ...rest } = classes
    flow.change({ classes: rest })
  }
  if (chosen === null && !isChosen)
    return (
      <div className="flex flex-wrap items-center gap-2 py-1">
        <ClassCombobox
          slug={flow.slug}
          name={`Class for ${one.name}`}
          onPick={({ index, name }) => index !== null && set({ index, name })}
          className="h-8 w-32 rounded-control sm:w-56"
        />
        <Button size="small" aria-label={`Leave out ${one.name}`} onClick={() => set(null)}>
          Leave out
        </Button>
      </div>
    )
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className={chosen ? '' : 'text-second'}>{chosen?.name ?? 'Left out'}</span>
      <Button
        size="small"
        tone="quiet"
        aria-label={`${isChosen ? 'Undo the choice' : 'Leave out'} for ${one.name}`}
        onClick={isChosen ? undo : () => set(null)}
      >
        {isChosen ? 'Undo' : 'Leave out'}
      </Button>
    </div>
  )
}

/** Class names in a file with the classes they mean, unknown names first. */
export function ClassMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const unknown = report.classes.filter(({ problem }) => problem !== null)
  const known = report.classes.filter(({ problem }) => problem === null)
  const hidden = report.unknownClassCount - unknown.length
  const found = report.classCount - report.unknownClassCount
  const table = (label: string, rows: NamedClass[], frameClassName: string) => (
    <MappingTable
      {...{ label, rows, frameClassName }}
      meaning="In this project"
      nameClassName="max-w-28 break-words sm:max-w-60"
      titleOf={({ problem }) => problem ?? undefined}
    >
      {(one) => <Meaning flow={flow} one={one} />}
    </MappingTable>
  )
  return (
    <div className="flex flex-col gap-4">
      {unknown.length > 0 && (
        <div>
          <h4 className="font-medium text-[13px]">Class names that are not clear</h4>
          {/* The dropdown of classes may extend beyond the table. */}
          {table('Class names that are not clear', unknown, 'mt-2 overflow-visible!')}
          {hidden > 0 && (
            <p className="mt-2 text-second text-small">
              {wholeNumber(hidden)} more are not shown. Map so many with a file: npx reassess import votes
              --write-mapping.
            </p>
          )}
        </div>
      )}
      {known.length > 0 && (
        <details>
          <summary className="w-fit rounded-control text-second hover:text-text">
            {wholeNumber(found)} class {found === 1 ? 'name was' : 'names were'} found
          </summary>
          {table('Class names that were found', known, 'mt-2 max-h-96')}
          {known.length < found && (
            <p className="mt-2 text-second text-small">Only the first {wholeNumber(known.length)} are shown.</p>
          )}
        </details>
      )}
    </div>
  )
}

/** Image names in a file that the project does not have. They can be mapped to other names or skipped together. */
export function ImageMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const { images, leavesOutUnknownImages } = flow.choices
  const { unknownImages, unknownImageCount } = report
  return (
    <div>
      <h4 className="font-medium text-[13px]">
        {counted(unknownImageCount, 'image is', 'images are')} not in this project under this name
      </h4>
      <MappingTable
        label="Images that are not known"
        frameClassName="mt-2 max-h-80"
        rows={unknownImages}
        meaning="File name in this project"
        nameClassName="max-w-28 break-words sm:max-w-72"
      >
        {({ name }) => (
          <input
            aria-label={`File name for ${name}`}
            value={Object.hasOwn(images, name) ? images[name] : ''}
            maxLength={1_000}
            autoComplete="off"
            className="h-8 w-36 rounded-control border sm:w-56 border-edge bg-card px-2 text-[13px]"
            onChange={(event) => flow.change({ images: { ...images, [name]: event.target.value } })}
          />
        )}
      </MappingTable>
      {unknownImages.length < unknownImageCount && (
        <p className="mt-2 text-second text-small">Only the first {wholeNumber(unknownImages.length)} are shown.</p>
      )}
      <div className="mt-3">
        <Checkbox
          label="Leave out images that this project does not have"
          checked={leavesOutUnknownImages}
          onChange={(event) => flow.change({ leavesOutUnknownImages: event.target.checked })}
        />
      </div>
    </div>
  )
}

const skipped = 'skipped'
const words: Record<Answer, string> = { no: 'No', maybe: 'Maybe', yes: 'Yes' }

/** Maps all answers in a file: there are few, and a wrong guess would invert votes. */
export function AnswerMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const chosen = flow.choices.answers
  const meaningOf = ({ name, proposed, isUnknown }: AnswerReport['answers'][number]) => {
    if (Object.hasOwn(chosen, name)) return chosen[name] ?? skipped
    return isUnknown ? '' : (proposed ?? skipped)
  }
  const set = (name: string, value: string) =>
    flow.change({ answers: { ...chosen, [name]: value === skipped ? null : (value as Answer) } })
  return (
    <div>
      <h4 className="font-medium text-[13px]">Answers</h4>
      <MappingTable
        label="Answers in the file"
        frameClassName="mt-2 max-h-80 max-w-[560px]"
        rows={report.answers}
        meaning="Meaning"
        nameClassName="break-words"
      >
        {(one) => (
          <select
            aria-label={`Meaning of ${one.name}`}
            value={meaningOf(one)}
            className="h-8 rounded-control border border-edge bg-card px-2 text-[13px]"
            onChange={(event) => set(one.name, event.target.value)}
          >
            {meaningOf(one) === '' && <option value="">Choose…</option>}
            <Options of={answers.map((answer) => [answer, words[answer]])} />
            <option value={skipped}>Leave out</option>
          </select>
        )}
      </MappingTable>
    </div>
  )
}
