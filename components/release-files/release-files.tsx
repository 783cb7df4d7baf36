'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { formFault } from '@/components/account/form-fault'
import { ActiveJob } from '@/components/projects/active-job'
import { Section } from '@/components/projects/section'
import { useProjectJobs } from '@/components/projects/use-project-jobs'
import { useStartedJob } from '@/components/projects/use-started-job'
import { Button, buttonLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { listReleaseFiles, releaseFileAddress, releaseFilesKey, startReleaseFiles } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/job'
import type { ReleaseFileList } from '@/lib/contracts/release-file'
import { byteSizeText } from '@/lib/wording/byte-size'
import { FileTable } from './file-table'

interface ReleaseFilesProps {
  slug: string
  version: string
  files: ReleaseFileList
  jobs: JobSummary[]
}

/** The files of a release: what stands in each, its size and checksum, and a link; with a way to make them all at once. */
export function ReleaseFiles({ slug, version, files: first, jobs: firstJobs }: ReleaseFilesProps) {
  const { jobs, active } = useProjectJobs(slug, firstJobs)
  const making = active.find(({ kind }) => kind === 'make-release-files')
  const queryClient = useQueryClient()
  const { data, error } = useQuery({
    queryKey: releaseFilesKey(slug, version),
    queryFn: ({ signal }) => listReleaseFiles(slug, version, signal),
    initialData: first,
    initialDataUpdatedAt: () => Date.now(),
    refetchInterval: making ? 2_000 : false,
  })
  // A short job may end between two looks at the list, so that its end asks for one more.
  const endedId = jobs.find(({ kind, finishedAt }) => kind === 'make-release-files' && finishedAt !== null)?.id
  const before = useRef(endedId)
  useEffect(() => {
    if (before.current === endedId) return
    before.current = endedId
    void queryClient.invalidateQueries({ queryKey: releaseFilesKey(slug, version) })
  }, [endedId, queryClient, slug, version])
  const start = useStartedJob(slug, () => startReleaseFiles(slug, version))
  const made = data.files.flatMap((file) => (file.made ? [file.made] : []))
  const isWhole = made.length === data.files.length
  const bytes = made.reduce((sum, { byteSize }) => sum + byteSize, 0)
  const fault = start.error ?? error
  return (
    <Section
      title="Files"
      note={
        isWhole
          ? `All ${made.length} files are made: ${byteSizeText(bytes)}. The same release always gives the same bytes.`
          : 'A file is made when it is first asked for, which can take some seconds; or all of them now.'
      }
      action={
        <>
          {made.length > 0 && (
            <a
              href={releaseFileAddress(slug, version, data.checksumsName)}
              download
              className={buttonLook('plain', 'normal')}
            >
              <Download aria-hidden size={16} />
              Checksums
            </a>
          )}
          {!isWhole && (
            <Button disabled={start.isPending || making !== undefined} onClick={() => start.mutate()}>
              Prepare files
            </Button>
          )}
        </>
      }
    >
      {fault && (
        <Notice tone="error" className="mb-3">
          {formFault(fault).message}
        </Notice>
      )}
      {making && (
        <div className="mb-3" aria-live="polite">
          <ActiveJob slug={slug} job={making} />
        </div>
      )}
      <FileTable slug={slug} version={version} files={data.files} />
    </Section>
  )
}
