import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { QualitySettingsForm } from '@/components/quality/quality-settings-form'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readQualitySettings } from '@/lib/services/quality/quality-settings'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.rules.title }
export const dynamic = 'force-dynamic'

export default async function QualitySettingsPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/quality/settings`)
  const found = await ifAllowed(readQualitySettings(actor, slug))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  return (
    <>
      <PageHeader title={projectPages.rules.title}>
        How raters are qualified and monitored. Changes apply from the next task on.
      </PageHeader>
      <QualitySettingsForm slug={slug} {...found} />
    </>
  )
}
