'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useId } from 'react'
import { useAction } from '@/components/kit/confirmed-action'
import { FormButton } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { startJob } from '@/lib/client/jobs'
import { archiveProject, updateProject } from '@/lib/client/projects'
import type { ProjectCounts } from '@/lib/contracts/projects/project'
import { projectCountsText } from '@/lib/wording/projects'

interface SettingsSectionProps {
  title: string
  text: string
  action: ReactNode
  children?: ReactNode
}

export function SettingsSection({ title, text, action, children }: SettingsSectionProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="mt-8 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={titleId} className="font-semibold text-question">
            {title}
          </h2>
          <p className="mt-1 text-second">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

interface SwitchSectionProps {
  title: string
  text: string
  word: string
  act: () => Promise<unknown>
}

function SwitchSection({ title, text, word, act }: SwitchSectionProps) {
  const { run, isBusy, problem } = useAction(act)
  const button = (
    <Button onClick={() => run()} disabled={isBusy}>
      {word}
    </Button>
  )
  return (
    <SettingsSection title={title} text={text} action={button}>
      <ErrorNotice className="mt-3">{problem}</ErrorNotice>
    </SettingsSection>
  )
}

export const PauseSection = ({ slug, isPaused }: { slug: string; isPaused: boolean }) => (
  <SwitchSection
    title={isPaused ? 'Rating is paused' : 'Pause rating'}
    text={
      isPaused
        ? 'Raters get no new tasks until you resume.'
        : 'Raters get no new tasks until you resume. They can still submit the tasks they have open.'
    }
    word={isPaused ? 'Resume rating' : 'Pause rating'}
    act={() => updateProject(slug, { isPaused: !isPaused })}
  />
)

export const ArchiveSection = ({ slug, isArchived }: { slug: string; isArchived: boolean }) => (
  <SwitchSection
    title={isArchived ? 'This project is archived' : 'Archive project'}
    text={
      isArchived
        ? 'It is not in anyone’s list, raters get no new tasks, and nobody can join through panels or invites. Nothing is lost.'
        : 'Removes it from everyone’s list. Raters get no new tasks, and nobody can join through panels or invites. You can restore it at any time.'
    }
    word={isArchived ? 'Restore project' : 'Archive project'}
    act={() => archiveProject(slug, { isArchived: !isArchived })}
  />
)

export function DeleteSection({ slug, name, counts }: { slug: string; name: string; counts: ProjectCounts }) {
  const router = useRouter()
  const confirmation = (
    <FormButton
      button={{ tone: 'danger', children: 'Delete project…' }}
      title={`Delete “${name}”?`}
      confirm="Delete project"
      busy="Deleting…"
      isDangerous
      act={async (values) => {
        await startJob(slug, 'delete-project', { name: String(values.get('name')) })
        router.push('/projects')
      }}
      refreshes="after-success"
      staysOpen
    >
      <p>
        This deletes {projectCountsText(counts)}. It cannot be undone. Image files that no other project uses are
        deleted a week later.
      </p>
      <p>
        <Link href={`/projects/${slug}/data`} className="underline">
          Download what you want to keep
        </Link>{' '}
        first.
      </p>
      <Field
        label={`Type the name of the project, “${name}”`}
        name="name"
        maxLength={120}
        required
        autoComplete="off"
      />
    </FormButton>
  )
  return (
    <SettingsSection
      title="Delete project"
      text="Deletes everything in it, including published releases. This cannot be undone."
      action={confirmation}
    />
  )
}
