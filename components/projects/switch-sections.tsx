'use client'

import { useAct } from '@/components/kit/confirmed-action'
import { ErrorNotice } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { archiveProject, updateProject } from '@/lib/client/projects'
import { SettingsSection } from './settings-section'

interface SwitchSectionProps {
  title: string
  text: string
  word: string
  act: () => Promise<unknown>
}

function SwitchSection({ title, text, word, act }: SwitchSectionProps) {
  const { run, isBusy, problem } = useAct(act)
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
