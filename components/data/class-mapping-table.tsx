'use client'

import { ClassCombobox } from '@/components/kit/class-combobox'
import { Button } from '@/components/ui/button'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { wholeNumber } from '@/lib/wording/number'
import { MappingTable } from './mapping-table'
import type { VotesFlow } from './use-votes-import'

type NamedClass = AnswerReport['classes'][number]

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

interface ClassTableProps {
  flow: VotesFlow
  classes: NamedClass[]
  label: string
  frameClassName: string
}

function ClassTable({ flow, classes, label, frameClassName }: ClassTableProps) {
  return (
    <MappingTable
      label={label}
      frameClassName={frameClassName}
      rows={classes}
      meaning="In this project"
      nameClassName="max-w-28 break-words sm:max-w-60"
      titleOf={({ problem }) => problem ?? undefined}
    >
      {(one) => <Meaning flow={flow} one={one} />}
    </MappingTable>
  )
}

/** Class names in a file with the classes they mean, unknown names first. */
export function ClassMappingTable({ flow, report }: { flow: VotesFlow; report: AnswerReport }) {
  const unknown = report.classes.filter(({ problem }) => problem !== null)
  const known = report.classes.filter(({ problem }) => problem === null)
  const hidden = report.unknownClassCount - unknown.length
  const found = report.classCount - report.unknownClassCount
  return (
    <div className="flex flex-col gap-4">
      {unknown.length > 0 && (
        <div>
          <h4 className="font-medium text-[13px]">Class names that are not clear</h4>
          {/* The dropdown of classes may extend beyond the table. */}
          <ClassTable
            flow={flow}
            classes={unknown}
            label="Class names that are not clear"
            frameClassName="mt-2 overflow-visible!"
          />
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
          <ClassTable flow={flow} classes={known} label="Class names that were found" frameClassName="mt-2 max-h-96" />
          {known.length < found && (
            <p className="mt-2 text-second text-small">Only the first {wholeNumber(known.length)} are shown.</p>
          )}
        </details>
      )}
    </div>
  )
}
