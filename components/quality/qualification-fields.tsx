'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { counted, wholeNumber } from '@/lib/wording/number'

/** The test as it stands in its form; the pass mark in percent. */
export interface QualificationDraft {
  isAsked: boolean
  trainingTasks: string
  testTasks: string
  passMark: string
  attempts: string
}

interface QualificationFieldsProps {
  draft: QualificationDraft
  counts: GoldenUseCounts
  problems: Record<string, string>
  onChange: (draft: QualificationDraft) => void
}

const fields = [
  { name: 'trainingTasks', label: 'Training tasks', min: 0, max: 100 },
  { name: 'testTasks', label: 'Test tasks', min: 1, max: 100 },
  { name: 'passMark', label: 'Pass mark (%)', min: 0, max: 100 },
  { name: 'attempts', label: 'Attempts', min: 1, max: 10 },
] as const

export function QualificationFields({ draft, counts, problems, onChange }: QualificationFieldsProps) {
  const { training, test } = counts.tasks
  const wanted = Number(draft.testTasks) * Number(draft.attempts)
  const missing = [
    Number(draft.trainingTasks) > training && `training has ${counted(training, 'task', 'tasks', 'en')}`,
    wanted > test &&
      `the test has ${counted(test, 'task', 'tasks', 'en')} but needs ${wholeNumber(wanted, 'en')}, because each attempt uses new tasks`,
  ].filter((missing) => missing !== false)
  return (
    <div className="rounded-card border bg-card px-4 py-4">
      <Checkbox
        label="Require a qualification test"
        checked={draft.isAsked}
        onChange={(event) => onChange({ ...draft, isAsked: event.target.checked })}
        hint="A maybe counts half. Crowd platforms usually require at least two attempts."
      />
      {draft.isAsked && (
        <>
          <div className="mt-4 grid grid-cols-2 items-end gap-4 desk:grid-cols-4">
            {fields.map(({ name, label, min, max }) => (
              <Field
                key={name}
                label={label}
                type="number"
                inputMode="numeric"
                min={min}
                max={max}
                value={draft[name]}
                onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
                onWheel={(event) => event.currentTarget.blur()}
                className="tabular-nums"
                error={problems[`qualification.${name}`]}
              />
            ))}
          </div>
          {missing.length > 0 && (
            <Notice tone="info" title="Not enough golden images" className="mt-4">
              {missing.join('; ')}. Assign more images to them on the “Golden images” tab. Raters can be tested only
              once there are enough test tasks for one attempt; until then a test cannot be required.
            </Notice>
          )}
        </>
      )}
    </div>
  )
}
