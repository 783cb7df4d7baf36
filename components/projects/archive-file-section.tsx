'use client'

import { ActiveJob, jobErrorText, StartJobButton, useJobs } from '@/components/kit/jobs'
import { Moment } from '@/components/kit/moment'
import { DownloadLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ArchivedProject } from '@/lib/contracts/projects/project'
import { byteSizeText } from '@/lib/wording/byte-size'
import { SettingsSection } from './settings-sections'

interface ArchiveFileSectionProps {
  slug: string
  /** The file that can be downloaded. Null if there is none. */
  made: ArchivedProject | null
  jobs: JobSummary[]
}

const kind = 'archive-project'

/** Exports the whole project into one file, which is kept for a few days. */
export function ArchiveFileSection({ slug, made, jobs: initialJobs }: ArchiveFileSectionProps) {
  const { jobs, active } = useJobs(slug, initialJobs)
  const running = active.find((job) => job.kind === kind)
  const last = jobs.find((job) => job.kind === kind && job.state !== 'cancelled')
  return (
    <SettingsSection
      title="Project as a file"
      text="Puts the whole project into one file, to keep or to restore on another server. The file contains images, votes and releases, and the names and e-mails of people: keep it safe."
      action={
        !running && (
          <StartJobButton slug={slug} kind={kind}>
            {made ? 'Make a new file' : 'Make file'}
          </StartJobButton>
        )
      }
    >
      <div className="mt-3 flex flex-col gap-3" aria-live="polite">
        {running && <ActiveJob slug={slug} job={running} />}
        {last?.state === 'failed' && <Notice tone="error">{jobErrorText(last)}</Notice>}
        {made && !running && (
          <Notice
            tone="success"
            action={
              <DownloadLink size="small" href={`/api/projects/${slug}/archive`}>
                Download
              </DownloadLink>
            }
          >
            <p className="break-words font-medium">{made.fileName}</p>
            <p>
              {byteSizeText(made.byteSize)}, made <Moment at={made.madeAt} />. It is deleted{' '}
              <Moment at={made.keptUntil} />.
            </p>
            {made.missingImages > 0 && <p>Image files missing from storage: {made.missingImages}.</p>}
          </Notice>
        )}
      </div>
    </SettingsSection>
  )
}
