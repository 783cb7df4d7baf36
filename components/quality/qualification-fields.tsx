'use client'

import { Checkbox, Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { GoldenUseCounts } from '@/lib/contracts/quality'
import type { IneffectiveSetting } from '@/lib/domain/quality/ineffective-settings'
import { leastPassMark, passChance } from '@/lib/domain/quality/test-pass'
import { wholeNumber } from '@/lib/wording/number'
import { ineffectiveSentence, testProblem } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'

/** Input values of the test's form. The pass mark is in percent. */
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
  ineffective: readonly IneffectiveSetting[]
  onChange: (draft: QualificationDraft) => void
}

const fields = [
  { name: 'trainingTasks', label: 'Training tasks', min: 0, max: 100 },
  { name: 'testTasks', label: 'Test tasks', min: 1, max: 100 },
  { name: 'passMark', label: 'Pass mark, each kind (%)', min: leastPassMark * 100, max: 100 },
  { name: 'attempts', label: 'Attempts', min: 1, max: 10 },
] as const

export function QualificationFields({ draft, counts, ineffective, onChange }: QualificationFieldsProps) {
  const problem = testProblem(Number(draft.testTasks), counts)
  const missing = [
    ...ineffective.filter(({ kind }) => kind === 'training' || kind === 'attempts').map(ineffectiveSentence),
    ...(problem ? [`${problem} Until there are enough test tasks for one attempt, a test cannot be required.`] : []),
  ]
  const idle = ineffective.filter(({ kind }) => kind === 'idle-images').map(ineffectiveSentence)
  return (
    <div className="rounded-card border bg-card px-4 py-4">
      <Checkbox
        label="Require a qualification test"
        checked={draft.isAsked}
        onChange={(event) => onChange({ ...draft, isAsked: event.target.checked })}
        hint="The pass mark applies to two accuracies: on labels that apply, and on labels that do not. A maybe counts half. Crowd platforms usually require at least two attempts."
      />
      {draft.isAsked && (
        <>
          <div className="mt-4 grid grid-cols-2 items-end gap-4 desk:grid-cols-4">
            {fields.map(({ name, label, min, max }) => (
              <Field
                key={name}
                label={label}
                name={`qualification.${name}`}
                type="number"
                inputMode="numeric"
                min={min}
                max={max}
                value={draft[name]}
                onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
                onWheel={(event) => event.currentTarget.blur()}
                className="tabular-nums"
              />
            ))}
          </div>
          <TestOdds draft={draft} counts={counts} />
          {missing.length > 0 && (
            <Notice tone="info" title="Not enough golden images" className="mt-4">
              {missing.join(' ')}
            </Notice>
          )}
        </>
      )}
      {idle.length > 0 && (
        <Notice tone="info" className="mt-4">
          {idle.join(' ')}
        </Notice>
      )}
    </div>
  )
}

/** Probability of passing with these settings, for the test's average number of labels of each kind. */
function TestOdds({ draft, counts }: Pick<QualificationFieldsProps, 'draft' | 'counts'>) {
  const [tasks, passMark] = [Number(draft.testTasks), Number(draft.passMark) / 100]
  const { test } = counts.tasks
  if (test === 0 || !(tasks >= 1) || !(passMark > 0 && passMark <= 1)) return null
  const shape = {
    holds: Math.floor((counts.testLabels.holds / test) * tasks),
    holdsNot: Math.floor((counts.testLabels.holdsNot / test) * tasks),
    passMark,
  }
  const chance = (holds: number, holdsNot: number) => percent(passChance(shape, { holds, holdsNot }))
  return (
    <p className="mt-4 max-w-[640px] text-pretty text-second text-small tabular-nums">
      An attempt has about {wholeNumber(shape.holds)} labels that apply and {wholeNumber(shape.holdsNot)} that do not.
      It is passed by {chance(0.85, 0.85)} of raters who are right on 85% of both kinds, by {chance(0.5, 0.5)} of those
      who guess, and by {chance(0, 1)} of those who answer no to everything.
    </p>
  )
}
