'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { formFault } from '@/components/account/form-fault'
import { ActiveJob } from '@/components/projects/active-job'
import { Section } from '@/components/projects/section'
import { useProjectJobs } from '@/components/projects/use-project-jobs'
import { useStartedJob } from '@/components/projects/use-started-job'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import { listReleaseFiles, releaseFileAddress, releaseFilesKey, startReleaseFiles } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/job'
import { byteSizeText } from '@/lib/wording/byte-size'

const isMaking = ({ kind }: JobSummary) => kind === 'make-release-files'

/** Every file a release can be had as, with size and sum of those that were made; the rest are made when asked for. */
export function ReleaseFiles({ slug, version, jobs: first }: { slug: string; version: string; jobs: JobSummary[] }) {
  const queryClient = useQueryClient()
  const { active } = useProjectJobs(slug, first)
  const making = active.find(isMaking)
  const { data, error } = useQuery({
    queryKey: releaseFilesKey(slug, version),
    queryFn: ({ signal }) => listReleaseFiles(slug, version, signal),
  })
  const start = useStartedJob(slug, () => startReleaseFiles(slug, version))
  const wasMaking = useRef(false)
  useEffect(() => {
    if (wasMaking.current && !making) void queryClient.invalidateQueries({ queryKey: releaseFilesKey(slug, version) })
    wasMaking.current = making !== undefined
  }, [making, queryClient, slug, version])
  const waiting = data?.files.filter(({ made }) => made === null).length ?? 0
  const anyMade = data?.files.some(({ made }) => made !== null) ?? false
  return (
    <Section
      title="Files"
      note="All from the parts below, so they are the same for ever. Downloads can be resumed."
      action={
        <>
          {data && anyMade && (
            <a
              href={releaseFileAddress(slug, version, data.checksumsName)}
              download
              className="text-accent text-small underline-offset-2 hover:underline"
            >
              SHA256SUMS
            </a>
          )}
          <Button
            disabled={!data || waiting === 0 || making !== undefined || start.isPending}
            onClick={() => start.mutate()}
          >
            {data && waiting === 0 ? 'All files are made' : 'Make all files now'}
          </Button>
        </>
      }
    >
      {making && (
        <div className="mb-2">
          <ActiveJob slug={slug} job={making} />
        </div>
      )}
      {start.error && (
        <Notice tone="error" className="mb-2">
          {formFault(start.error).message}
        </Notice>
      )}
      {error ? (
        <Notice tone="error">{formFault(error).message}</Notice>
      ) : data ? (
        <Table label="Files of the release">
          <TableHead>
            <tr>
              <HeadCell>File</HeadCell>
              <HeadCell>What it holds</HeadCell>
              <HeadCell isNumber>Size</HeadCell>
              <HeadCell>SHA-256</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {data.files.map(({ format, title, about, fileName, made }) => (
              <TableRow key={format}>
                <TableCell className="whitespace-nowrap font-medium">
                  <a
                    href={releaseFileAddress(slug, version, fileName)}
                    download
                    title={fileName}
                    className="inline-flex items-center gap-2 text-accent underline-offset-2 hover:underline"
                  >
                    <Download aria-hidden size={14} />
                    {title}
                  </a>
                </TableCell>
                <TableCell className="min-w-[320px] py-1.5 text-second">{about}</TableCell>
                <TableCell isNumber className="whitespace-nowrap">
                  {made ? byteSizeText(made.byteSize) : <span className="text-second">when asked for</span>}
                </TableCell>
                <TableCell className="font-mono text-small" title={made?.sha256}>
                  {made ? made.sha256.slice(0, 10) : <span className="text-second">–</span>}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      ) : (
        <div aria-busy role="status" aria-label="Looking for files">
          <Skeleton className="h-[684px] w-full" />
        </div>
      )}
    </Section>
  )
}
