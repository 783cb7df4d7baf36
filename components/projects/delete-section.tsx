'use client'

import { useRouter } from 'next/navigation'
import { TypedConfirmation } from '@/components/kit/typed-confirmation'
import { Link } from '@/components/ui/link'
import { startJob } from '@/lib/client/jobs'
import type { ProjectCounts } from '@/lib/contracts/projects/project'
import { projectCountsText } from '@/lib/wording/projects'
import { SettingsSection } from './settings-section'

interface DeleteSectionProps {
  slug: string
  name: string
  counts: ProjectCounts
}

export function DeleteSection({ slug, name, counts }: DeleteSectionProps) {
  const router = useRouter()
  const confirmation = (
    <TypedConfirmation
      words={{
        ...{ open: 'Delete project…', title: `Delete “${name}”?`, cancel: 'Cancel' },
        ...{ confirm: 'Delete project', busy: 'Deleting…' },
      }}
      field={{ label: `Type the name of the project: ${name}`, name: 'name', maxLength: 120 }}
      act={async (typed) => {
        await startJob(slug, 'delete-project', { name: typed })
        router.push('/projects')
        router.refresh()
      }}
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
    </TypedConfirmation>
  )
  return (
    <SettingsSection
      title="Delete project"
      text="Deletes everything in it, including published releases. This cannot be undone."
      action={confirmation}
    />
  )
}
