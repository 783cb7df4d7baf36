'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { createProject } from '@/lib/client/projects'

export function NewProjectButton() {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)

  async function create(values: FormData) {
    const { slug } = await createProject({
      name: String(values.get('name')),
      description: String(values.get('description')),
    })
    router.push(`/projects/${slug}/data`)
  }

  return (
    <>
      <Button tone="main" onClick={() => setOpen(true)}>
        New project
      </Button>
      {isOpen && (
        <DialogForm title="New project" confirm="Create project" onClose={() => setOpen(false)} act={create} staysOpen>
          {({ fields }) => (
            <>
              <Field
                label="Name"
                name="name"
                required
                maxLength={120}
                hint="The address of the project is based on it and does not change later."
                error={fields.name}
              />
              <TextArea
                label="Description"
                name="description"
                maxLength={2000}
                hint="What the images show and what the labels are for."
                error={fields.description}
              />
            </>
          )}
        </DialogForm>
      )}
    </>
  )
}
