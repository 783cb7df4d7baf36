'use client'

import { useRouter } from 'next/navigation'
import { useContext, useState } from 'react'
import { ErrorNotice, Form, SaveBar, useForm } from '@/components/kit/form'
import { Section } from '@/components/kit/section'
import { Checkbox, Field, FieldErrors } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { updateQuality } from '@/lib/client/quality'
import type { GoldenUseCounts, QualitySettings } from '@/lib/contracts/quality'
import {
  type AskableLabels,
  type IneffectiveSetting,
  ineffectiveSettings,
} from '@/lib/domain/quality/ineffective-settings'
import { draftOfRule, numberOf, percentageOf, ruleOfDraft, shareOf } from '@/lib/domain/quality/quality-draft'
import { defaultTest, minPassMark, passChance } from '@/lib/domain/quality/test-pass'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ineffectiveSentence, testProblem } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'
import { AskedNotice } from './asked-notice'
import { RuleEditor } from './rule-editor'

interface QualitySettingsFormProps {
  slug: string
  settings: QualitySettings
  counts: GoldenUseCounts
  askable: AskableLabels
  /** Releases contain the golden answers. */
  hasPublicRelease: boolean
}

const draftOfQualification = ({ qualification }: QualitySettings): QualificationDraft => ({
  isAsked: qualification !== null,
  trainingTasks: String(qualification?.trainingTasks ?? 10),
  testTasks: String(qualification?.testTasks ?? defaultTest.testTasks),
  passMark: percentageOf(qualification?.passMark ?? defaultTest.passMark),
  attempts: String(qualification?.attempts ?? defaultTest.attempts),
})

const qualificationOf = (test: QualificationDraft) => ({
  trainingTasks: numberOf(test.trainingTasks),
  testTasks: numberOf(test.testTasks),
  passMark: shareOf(test.passMark),
  attempts: numberOf(test.attempts),
})

/** Explains how an update changed limits that were set for the share of all right answers. */
const MarksNotice = () => (
  <Notice tone="info" title="Check the pass mark and the rules" className="mb-6">
    They were set for the share of all correct answers. Where few labels apply, answering “no” to everything is enough
    to reach that. They now apply separately to labels that apply and to labels that do not; rules look at half as many
    answers of each kind. Save to confirm them.
  </Notice>
)

export function QualitySettingsForm({ slug, settings, counts, askable, hasPublicRelease }: QualitySettingsFormProps) {
  const router = useRouter()
  const [base, setBase] = useState(settings)
  const [share, setShare] = useState(percentageOf(settings.goldenShare))
  const [test, setTest] = useState(draftOfQualification(settings))
  const [rules, setRules] = useState(settings.rules.map(draftOfRule))
  const drafted = {
    goldenShare: shareOf(share),
    qualification: test.isAsked ? qualificationOf(test) : null,
    rules: rules.map(ruleOfDraft),
  }
  const ineffective = ineffectiveSettings(drafted, counts, askable)
  const form = useForm(async () => {
    setBase(await updateQuality(slug, { ...drafted, basedOn: base }))
    router.refresh()
  })
  const { problem } = form

  return (
    <Form form={form} noValidate onChange={form.change} className="max-w-[760px]">
      {base.isSetBeforeMarks && <MarksNotice />}
      <Section
        title="Qualification"
        note="Before their first rating task, raters train on golden images with explanations and take a test on others."
      >
        <QualificationFields draft={test} counts={counts} ineffective={ineffective} onChange={setTest} />
      </Section>
      <Section
        title="Gold questions"
        note="Golden images hidden among rating tasks. Raters cannot tell them apart and never see one twice."
      >
        <ShareField share={share} counts={counts} onChange={setShare} />
        {hasPublicRelease && counts.images.hidden > 0 && (
          <Notice tone="info" className="mt-3">
            A release of this project is public and contains golden answers: raters who have read it know the answers to
            gold questions about these images.
          </Notice>
        )}
        {shareOf(share) > 0 && counts.asked > 0 && <AskedNotice counts={counts} />}
      </Section>
      <Section
        title="Rules"
        note="Checked while raters answer. A rule waits until it has enough answers and never alerts twice about the same ones."
      >
        <RuleEditor
          rules={rules}
          ineffective={ineffective}
          problems={problem.fields}
          onChange={(next) => {
            setRules(next)
            form.change()
          }}
        />
      </Section>
      <div className="mt-8 border-t pt-5">
        <ErrorNotice className="mb-4">{problem.message}</ErrorNotice>
        {Object.keys(problem.fields).length > 0 && !problem.message && (
          <Notice tone="error" className="mb-4">
            Nothing was saved. Fix the fields marked above.
          </Notice>
        )}
        <SaveBar form={form}>Save</SaveBar>
      </div>
    </Form>
  )
}

interface ShareFieldProps {
  share: string
  counts: QualitySettingsFormProps['counts']
  onChange: (share: string) => void
}

function ShareField({ share, counts, onChange }: ShareFieldProps) {
  const { hidden } = counts.tasks
  return (
    <Field
      label="Share of tasks (%)"
      name="goldenShare"
      type="number"
      inputMode="decimal"
      min={0}
      max={50}
      value={share}
      onChange={(event) => onChange(event.target.value)}
      onWheel={(event) => event.currentTarget.blur()}
      className="max-w-28 tabular-nums"
      hint={
        hidden > 0
          ? `${counted(hidden, 'gold question')} from ${counted(counts.images.hidden, 'image')}. A rater who has answered all of them gets no more.`
          : `${wholeNumber(counts.images.hidden)} golden images are available. Enter 0 for none.`
      }
    />
  )
}

/** Input values of the test's form. The pass mark is in percent. */
interface QualificationDraft {
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
  { name: 'passMark', label: 'Pass mark, each kind (%)', min: minPassMark * 100, max: 100 },
  { name: 'attempts', label: 'Attempts', min: 1, max: 10 },
] as const

function QualificationFields({ draft, counts, ineffective, onChange }: QualificationFieldsProps) {
  const errors = useContext(FieldErrors)
  const problem = testProblem(Number(draft.testTasks), counts)
  const missing = [
    ...ineffective.filter(({ kind }) => kind === 'training' || kind === 'attempts').map(ineffectiveSentence),
    // An error at the field already says it.
    ...(problem && problem !== errors['qualification.testTasks']
      ? [`${problem} Until there are enough test tasks for one attempt, a test cannot be required.`]
      : []),
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
              // An error may be several sentences, so its field has the row to itself.
              <div key={name} className={errors[`qualification.${name}`] ? 'col-span-full' : undefined}>
                <Field
                  label={label}
                  name={`qualification.${name}`}
                  type="number"
                  inputMode="numeric"
                  min={min}
                  max={max}
                  value={draft[name]}
                  onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
                  onWheel={(event) => event.currentTarget.blur()}
                  className="max-w-44 tabular-nums"
                />
              </div>
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
