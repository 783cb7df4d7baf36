'use client'

import { useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { Checkbox } from '@/components/ui/checkbox'
import { X } from '@/components/ui/generated/icons'
import type { PlanSource } from '@/lib/contracts/plan'
import { mostAskedClasses } from '@/lib/domain/plan/plan-source'
import { counted } from '@/lib/wording/number'

type ClassSource = Extract<PlanSource, { from: 'classes' }>

interface ClassListProps {
  slug: string
  source: ClassSource
  /** All classes of a small project, otherwise only those that were chosen. */
  classes: readonly { index: number; name: string }[]
  classCount: number
  onChange: (source: ClassSource) => void
}

/** The classes that every image is asked about: checkboxes if all fit, otherwise a search. */
export function ClassList({ slug, source, classes, classCount, onChange }: ClassListProps) {
  // A class picked just now is not yet among the chosen ones that the server returns.
  const [picked, setPicked] = useState<Record<number, string>>({})
  const chosen = source.classes ?? classes.map(({ index }) => index)
  const isFull = chosen.length >= mostAskedClasses
  const choose = (indices: number[]) =>
    onChange({ from: 'classes', classes: indices.length === classCount ? null : indices.sort((a, b) => a - b) })
  const without = (index: number) => chosen.filter((one) => one !== index)
  if (classCount <= mostAskedClasses)
    return (
      <div className="mt-2 grid max-h-72 grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-3">
        {classes.map(({ index, name }) => (
          <Checkbox
            key={index}
            label={name}
            checked={chosen.includes(index)}
            onChange={(event) => choose(event.target.checked ? [...chosen, index] : without(index))}
          />
        ))}
      </div>
    )
  const nameOf = (index: number) => classes.find((one) => one.index === index)?.name ?? picked[index] ?? `${index}`
  return (
    <div className="mt-2 flex flex-col gap-2">
      {chosen.length > 0 && (
        <ul aria-label="Chosen classes" className="flex flex-wrap gap-1.5">
          {chosen.map((index) => (
            <li key={index} className="flex items-center gap-1 rounded-control border bg-card py-0.5 ps-2 text-[13px]">
              {nameOf(index)}
              <button
                type="button"
                aria-label={`Remove ${nameOf(index)}`}
                className="grid size-6 place-items-center rounded-control text-second hover:text-text"
                onClick={() => choose(without(index))}
              >
                <X aria-hidden size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="text-second text-small">
          You can ask about at most {counted(mostAskedClasses, 'class', 'classes', 'en')} on every image.
        </p>
      ) : (
        <div className="flex max-w-80">
          <ClassCombobox
            slug={slug}
            className="h-9 flex-1 rounded-control"
            onPick={({ index, name }) => {
              if (index === null || chosen.includes(index)) return
              setPicked((before) => ({ ...before, [index]: name }))
              choose([...chosen, index])
            }}
          />
        </div>
      )}
    </div>
  )
}
