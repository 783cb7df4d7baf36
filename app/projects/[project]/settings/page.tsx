import type { Metadata } from 'next'
import { NeedsAdmin } from '@/components/kit/needs-admin'
import { ArchiveSection } from '@/components/projects/archive-section'
import { DeleteSection } from '@/components/projects/delete-section'
import { PauseSection } from '@/components/projects/pause-section'
import { SettingsForm } from '@/components/projects/settings-form'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import { readProjectContents } from '@/lib/services/projects/read-project-contents'
import { readProjectSettings } from '@/lib/services/projects/read-project-settings'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: 'Settings' }
export const dynamic = 'force-dynamic'

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/settings`)
  const read = await ifAllowed(Promise.all([readProjectSettings(actor, slug), readProjectContents(actor, slug)]))
  if (!read) return <NeedsAdmin slug={slug} />
  const [settings, { isArchived, counts }] = read
  return (
    <div className="max-w-[640px]">
      <PageHeader title="Settings">The project’s name and how many raters answer each task.</PageHeader>
      <SettingsForm settings={settings} />
      <PauseSection slug={settings.slug} isPaused={settings.isPaused} />
      <section aria-labelledby="audit-title" className="mt-8 border-t pt-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <h2 id="audit-title" className="font-semibold text-question">
              Audit trail
            </h2>
            <p className="mt-1 text-second">Who did what in this project, and when.</p>
          </div>
          <LinkButton href={`/projects/${settings.slug}/audit`}>Open audit trail</LinkButton>
        </div>
      </section>
      <ArchiveSection slug={settings.slug} isArchived={isArchived} />
      <DeleteSection slug={settings.slug} name={settings.name} counts={counts} />
    </div>
  )
}
