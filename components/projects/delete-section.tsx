'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { startJob } from '@/lib/client/jobs'
import type { ProjectCounts } from '@/lib/contracts/projects/project'
import { projectCountsText } from '@/lib/wording/projects'

interface DeleteSectionProps {
  slug: string
  name: string
  counts: ProjectCounts
}

/** Deletes the project for whoever types its name. */
export function DeleteSection({ slug, name, counts }: DeleteSectionProps) {
  const router = useRouter()
  const formId = useId()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('name'))
    setBusy(true)
    setProblem(noFormError)
    try {
      await startJob(slug, 'delete-project', { name: typed })
      router.push('/projects')
      router.refresh()
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onClick={() => setAsking(false)}>Cancel</Button>
      <Button tone="danger" type="submit" form={formId} disabled={isBusy}>
        {isBusy ? 'Deleting…' : 'Delete project'}
      </Button>
    </>
  )
  return (
    <section aria-labelledby="delete-title" className="mt-8 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="delete-title" className="font-semibold text-question">
            Delete project
          </h2>
          <p className="mt-1 text-second">Deletes everything in it, published releases too. This cannot be undone.</p>
        </div>
        <Button tone="danger" onClick={() => setAsking(true)}>
          Delete project…
        </Button>
      </div>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={`Delete “${name}”?`} actions={actions}>
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {problem.message && <Notice tone="error">{problem.message}</Notice>}
          <p>
            This deletes {projectCountsText(counts)}. It cannot be undone. Stored image files stay on the server, since
            other projects may use them.
          </p>
          <p>
            <Link href={`/projects/${slug}/data`} className="underline">
              Download what you want to keep
            </Link>{' '}
            first.
          </p>
          <Field
            label={`Type the name of the project: ${name}`}
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            error={problem.fields.name}
          />
        </form>
      </Dialog>
    </section>
  )
}
