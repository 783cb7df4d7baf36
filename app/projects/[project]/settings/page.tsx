import { ArchiveFileSection } from '@/components/projects/archive-file-section'
import { DuplicateSection } from '@/components/projects/duplicate-section'
import { SettingsForm } from '@/components/projects/settings-form'
import { ArchiveSection, DeleteSection, PauseSection } from '@/components/projects/settings-sections'
import { PageHeader } from '@/components/ui/page'
import { canCreateProjects } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { findKeptArchive } from '@/lib/services/backup/kept-archive'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readProjectContents, readProjectSettings } from '@/lib/services/projects/read-project'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.settings.title }

export default projectPage(projectPages.settings, async ({ actor, slug }) => {
  const [settings, { isArchived, counts }, { jobs }, archive] = await Promise.all([
    readProjectSettings(actor, slug),
    readProjectContents(actor, slug),
    listJobs(actor, slug),
    findKeptArchive(actor, slug),
  ])
  return (
    <div className="max-w-[640px]">
      <PageHeader title={projectPages.settings.title}>
        Name, raters per task and ways of answering; also pausing, archiving, duplicating and deleting the project.
      </PageHeader>
      <SettingsForm settings={settings} />
      <PauseSection slug={settings.slug} isPaused={settings.isPaused} />
      {canCreateProjects(actor) && <DuplicateSection slug={slug} name={settings.name} jobs={jobs} />}
      <ArchiveFileSection slug={settings.slug} made={archive} jobs={jobs} />
      <ArchiveSection slug={settings.slug} isArchived={isArchived} />
      <DeleteSection slug={settings.slug} name={settings.name} counts={counts} />
    </div>
  )
})
