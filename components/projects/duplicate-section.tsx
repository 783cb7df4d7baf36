'use client'

import { useState } from 'react'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { ActiveJob, jobErrorText, useJobs, useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import { duplicatedProject } from '@/lib/contracts/projects/project'
import { SettingsSection } from './settings-sections'

interface DuplicateSectionProps {
  slug: string
  name: string
  jobs: JobSummary[]
}

const kind = 'duplicate-project'

export function DuplicateSection({ slug, name, jobs: initialJobs }: DuplicateSectionProps) {
  const { jobs, active } = useJobs(slug, initialJobs)
  const [isOpen, setOpen] = useState(false)
  const running = active.find((job) => job.kind === kind)
  const last = jobs.find((job) => job.kind === kind && job.state !== 'cancelled')
  const made = duplicatedProject.safeParse(last?.result).data

  const open = !isOpen && !running && <Button onClick={() => setOpen(true)}>Duplicate project…</Button>
  return (
    <SettingsSection
      title="Duplicate project"
      text="Creates a project with the same images, classes, labels, predictions, texts and settings, without raters, answers or results."
      action={open}
    >
      {isOpen && <DuplicateForm slug={slug} name={name} onClose={() => setOpen(false)} />}
      <div className="mt-3" aria-live="polite">
        {running && <ActiveJob slug={slug} job={running} />}
        {last?.state === 'failed' && <Notice tone="error">{jobErrorText(last)}</Notice>}
        {made && !running && (
          <Notice tone="success">
            Duplicated as{' '}
            <Link href={`/projects/${made.slug}`} className="underline">
              {made.name}
            </Link>
            .
          </Notice>
        )}
      </div>
    </SettingsSection>
  )
}

/** Mounted when it opens, so that it starts without the input and the error of the last time. */
function DuplicateForm({ slug, name, onClose }: Omit<DuplicateSectionProps, 'jobs'> & { onClose: () => void }) {
  const start = useStartJob(slug, kind, onClose)
  const form = useForm((values) => start.mutateAsync({ name: String(values.get('name')) }))
  return (
    <Form form={form} className="mt-4 flex max-w-[480px] flex-col gap-3">
      {Object.keys(form.problem.fields).length === 0 && <ErrorNotice>{form.problem.message}</ErrorNotice>}
      <Field
        label="Name of the new project"
        name="name"
        required
        autoFocus
        maxLength={120}
        defaultValue={`Copy of ${name}`.slice(0, 120)}
      />
      <div className="flex gap-2">
        <Button tone="main" type="submit" disabled={form.isBusy}>
          Duplicate
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}
