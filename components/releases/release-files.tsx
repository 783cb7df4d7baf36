'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { formError } from '@/components/kit/form'
import { ActiveJob, useJobs, useStartJob } from '@/components/kit/jobs'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { listReleaseFiles, releaseFileAddress, releaseFilesKey } from '@/lib/client/releases'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { ReleaseFileList } from '@/lib/contracts/releases/release-file'
import { byteSizeText } from '@/lib/wording/byte-size'
import { FileTable } from './file-table'

const kind = 'make-release-files'

function noteOf(list: ReleaseFileList | undefined): string {
  const made = list?.files.flatMap((file) => (file.made ? [file.made] : [])) ?? []
  return list && made.length === list.files.length
    ? `All ${made.length} are generated, ${byteSizeText(made.reduce((sum, one) => sum + one.byteSize, 0))} in total. A release always gives the same bytes, so downloads can be resumed.`
    : 'Files are generated on first download, which can take a few seconds. You can also generate them all now.'
}

interface ReleaseFilesProps {
  slug: string
  version: string
  jobs: JobSummary[]
}

export function ReleaseFiles({ slug, version, jobs: firstJobs }: ReleaseFilesProps) {
  const jobs = useJobs(slug, firstJobs).jobs.filter((job) => job.kind === kind && job.subject === version)
  const making = jobs.find(isActiveJob)
  const queryClient = useQueryClient()
  const { data, error } = useQuery({
    queryKey: releaseFilesKey(slug, version),
    queryFn: ({ signal }) => listReleaseFiles(slug, version, signal),
    refetchInterval: making ? 2_000 : false,
  })
  // A short job may start and end between two polls, so refetch whenever another one has ended.
  const endedId = jobs.find(({ finishedAt }) => finishedAt !== null)?.id
  const before = useRef(endedId)
  useEffect(() => {
    if (before.current === endedId) return
    before.current = endedId
    void queryClient.invalidateQueries({ queryKey: releaseFilesKey(slug, version) })
  }, [endedId, queryClient, slug, version])
  const start = useStartJob(slug, kind)
  const failed = jobs[0]?.state === 'failed' ? jobs[0].error : null
  const madeCount = data?.files.filter(({ made }) => made !== null).length ?? 0
  const isWhole = data !== undefined && madeCount === data.files.length
  const problem = start.error ?? error
  return (
    <Section
      title="Files"
      note={noteOf(data)}
      action={
        <>
          {data && madeCount > 0 && (
            <DownloadLink href={releaseFileAddress(slug, version, data.checksumsName)}>Checksums</DownloadLink>
          )}
          {/* Removed when there is nothing left to generate, because a disabled button would lose the focus for good. */}
          {!isWhole && (
            <Button
              disabled={!data || start.isPending || making !== undefined}
              onClick={() => start.mutate({ version })}
            >
              Generate files
            </Button>
          )}
        </>
      }
    >
      {(problem || failed) && (
        <Notice tone="error" className="mb-3">
          {problem ? formError(problem).message : failed}
        </Notice>
      )}
      {making && (
        <div className="mb-3" aria-live="polite">
          <ActiveJob slug={slug} job={making} />
        </div>
      )}
      {data ? (
        <FileTable
          files={data.files.map((file) => ({ ...file, address: releaseFileAddress(slug, version, file.fileName) }))}
        />
      ) : (
        !error && (
          <div aria-busy role="status" aria-label="Loading files">
            <Skeleton className="h-[1370px] w-full" />
          </div>
        )
      )}
    </Section>
  )
}
