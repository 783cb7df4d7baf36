'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorNotice, Form, SaveBar, useForm } from '@/components/kit/form'
import { Checkbox, Field, Select, TextArea, WholeNumberField } from '@/components/ui/field'
import { updateProject } from '@/lib/client/projects'
import type { ProjectSettings } from '@/lib/contracts/projects/project'
import { type ChoosableMode, choosableModes } from '@/lib/domain/rating/answer-mode'

const modeWord: Record<ChoosableMode, { name: string; explanation: string }> = {
  sweep: {
    name: 'Sweep',
    explanation: 'A digit or a tap marks what is in the image. Submitting answers no to the rest.',
  },
  auto: {
    name: 'Automatic submit',
    explanation: 'A task is submitted 1.5 seconds after its last answer, unless the rater takes it back.',
  },
  'tap-no': {
    name: 'Tap what does not fit',
    explanation:
      'When rating class first, a tap marks an image that does not show the class. Submitting answers yes to the rest of the page.',
  },
}

const fieldsOf = ({ name, description, ratersPerTask, answerModes, asksSuggested }: ProjectSettings) => ({
  ...{ name, description, ratersPerTask, answerModes, asksSuggested },
})

export function SettingsForm({ settings }: { settings: ProjectSettings }) {
  const router = useRouter()
  const [base, setBase] = useState(() => fieldsOf(settings))
  const form = useForm(async (values) => {
    const wanted = {
      name: String(values.get('name')),
      description: String(values.get('description')),
      ratersPerTask: Number(values.get('ratersPerTask')),
      answerModes: choosableModes.filter((mode) => values.has(`mode-${mode}`)),
      asksSuggested: values.get('asksSuggested') === 'yes',
    }
    setBase(fieldsOf(await updateProject(settings.slug, { ...wanted, basedOn: base })))
    router.refresh()
  })

  return (
    <Form form={form} onChange={form.change} className="flex flex-col gap-5">
      <Field label="Name" name="name" required maxLength={120} defaultValue={settings.name} />
      <TextArea
        label="Description"
        name="description"
        maxLength={2000}
        className="field-sizing-content max-h-72 min-h-16"
        defaultValue={settings.description}
      />
      <WholeNumberField
        label="Raters per task"
        name="ratersPerTask"
        min={1}
        max={100}
        className="max-w-28"
        defaultValue={settings.ratersPerTask}
        hint="Applies to new tasks. Existing tasks keep their number."
      />
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-1.5 font-medium text-[13px]">How raters may answer</legend>
        {choosableModes.map((mode) => (
          <Checkbox
            key={mode}
            name={`mode-${mode}`}
            label={modeWord[mode].name}
            hint={modeWord[mode].explanation}
            defaultChecked={settings.answerModes.includes(mode)}
          />
        ))}
        <p className="text-second text-small">
          Raters answer each label, and on pages tap what fits, unless they choose one of these under Keys. All three
          save work, but a sweep and automatic submit may miss labels, and tapping what does not fit may leave wrong
          ones. An experiment shows what they change. How a task was answered is exported with its votes.
        </p>
      </fieldset>
      <SuggestionChoice asksSuggested={settings.asksSuggested} />
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      <SaveBar form={form}>Save settings</SaveBar>
    </Form>
  )
}

function SuggestionChoice({ asksSuggested }: { asksSuggested: boolean }) {
  return (
    <Select
      label="Ask others about classes that raters suggest"
      name="asksSuggested"
      className="max-w-60"
      defaultValue={asksSuggested ? 'yes' : 'no'}
      hint="On the rating screen, raters can say what else is in an image. After a review, you choose on the Suggestions page."
    >
      <option value="no">After a review</option>
      <option value="yes">Immediately</option>
    </Select>
  )
}
