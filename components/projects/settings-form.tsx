'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { updateProject } from '@/lib/client/projects'
import type { ProjectSettings } from '@/lib/contracts/projects/project'

const fieldsOf = ({ name, description, ratersPerTask }: ProjectSettings) => ({ name, description, ratersPerTask })

export function SettingsForm({ settings }: { settings: ProjectSettings }) {
  const router = useRouter()
  const [base, setBase] = useState(() => fieldsOf(settings))
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setState('saving')
    setProblem(noFormError)
    try {
      const wanted = {
        name: String(data.get('name')),
        description: String(data.get('description')),
        ratersPerTask: Number(data.get('ratersPerTask')),
      }
      setBase(fieldsOf(await updateProject(settings.slug, wanted, base)))
      setState('saved')
      router.refresh()
    } catch (error) {
      setProblem(formError(error))
      setState('idle')
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} onChange={() => setState('idle')} className="flex flex-col gap-5">
      <Field
        label="Name"
        name="name"
        required
        maxLength={120}
        defaultValue={settings.name}
        error={problem.fields.name}
      />
      <TextArea
        label="Description"
        name="description"
        maxLength={2000}
        rows={2}
        defaultValue={settings.description}
        error={problem.fields.description}
      />
      <Field
        label="Raters per task"
        name="ratersPerTask"
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={100}
        className="max-w-28 tabular-nums"
        defaultValue={settings.ratersPerTask}
        hint="Applies to new tasks. Existing tasks keep their number."
        error={problem.fields.ratersPerTask}
      />
      {problem.message && <Notice tone="error">{problem.message}</Notice>}
      <div className="flex items-center gap-3">
        <Button tone="main" type="submit" disabled={state === 'saving'}>
          Save settings
        </Button>
        <p role="status" className="text-second">
          {state === 'saving' ? 'Saving…' : state === 'saved' ? 'Saved' : ''}
        </p>
      </div>
    </form>
  )
}
