'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { createProject } from '@/lib/client/projects'

export function NewProjectButton() {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(noFormError)
    try {
      const { slug } = await createProject({
        name: String(data.get('name')),
        description: String(data.get('description')),
      })
      router.push(`/projects/${slug}/data`)
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  return (
    <>
      <Button tone="main" onClick={() => setOpen(true)}>
        New project
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="New project"
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="main" type="submit" form={formId} disabled={isBusy}>
              Create project
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {problem.message && <Notice tone="error">{problem.message}</Notice>}
          <Field
            label="Name"
            name="name"
            required
            maxLength={120}
            hint="The address of the project is based on it and does not change later."
            error={problem.fields.name}
          />
          <TextArea
            label="Description"
            name="description"
            maxLength={2000}
            hint="What the images show and what the labels are for."
            error={problem.fields.description}
          />
        </form>
      </Dialog>
    </>
  )
}
