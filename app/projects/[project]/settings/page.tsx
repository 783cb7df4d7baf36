import type { Metadata } from 'next'
import { NeedsAdmin } from '@/components/kit/needs-admin'
import { PauseSection } from '@/components/projects/pause-section'
import { SettingsForm } from '@/components/projects/settings-form'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import { readProjectSettings } from '@/lib/services/projects/read-project-settings'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: 'Settings' }
export const dynamic = 'force-dynamic'

export default async function SettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/settings`)
  const settings = await ifAllowed(readProjectSettings(actor, slug))
  if (!settings) return <NeedsAdmin slug={slug} />
  return (
    <div className="max-w-[640px]">
      <PageHeader title="Settings">The project’s name and how many raters answer each task.</PageHeader>
      <SettingsForm settings={settings} />
      <PauseSection slug={settings.slug} isPaused={settings.isPaused} />
    </div>
  )
}
