'use client'

import { useRouter } from 'next/navigation'
import { FormButton } from '@/components/kit/dialog-form'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { startJob } from '@/lib/client/jobs'
import type { ProjectCounts } from '@/lib/contracts/projects/project'
import { projectCountsText } from '@/lib/wording/projects'
import { SettingsSection } from './settings-section'

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
        router.refresh()
      }}
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
      <Field label={`Type the name of the project: ${name}`} name="name" maxLength={120} required autoComplete="off" />
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
