import { QualitySettingsForm } from '@/components/quality/quality-settings-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readQualitySettings } from '@/lib/services/quality/quality-settings'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.rules.title }

export default projectPage(projectPages.rules, async ({ actor, slug }) => {
  const { isReadable, ...found } = await readQualitySettings(actor, slug)
  return (
    <>
      <PageHeader title={projectPages.rules.title}>
        How raters are qualified and monitored. Changes apply from the next task on.
      </PageHeader>
      {!isReadable && (
        <Notice tone="error" className="mb-6">
          The stored settings cannot be read. The form shows the defaults; saving it replaces the stored settings.
        </Notice>
      )}
      <QualitySettingsForm slug={slug} {...found} />
    </>
  )
})
