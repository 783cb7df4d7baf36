'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { ActiveJob } from '@/components/kit/active-job'
import { formError } from '@/components/kit/form-error'
import { Section } from '@/components/kit/section'
import { useJobs, useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Check, Copy, Download } from '@/components/ui/generated/icons'
import { DownloadLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { numeric, Table } from '@/components/ui/table'
import { useCopied } from '@/components/ui/use-copied'
import { listReleaseFiles, releaseFileAddress, releaseFilesKey } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ReleaseFileEntry, ReleaseFileList } from '@/lib/contracts/releases/release-file'
import { fileGroupKeys, fileGroups } from '@/lib/domain/releases/file-groups'
import { byteSizeText } from '@/lib/wording/byte-size'

const isMaking = ({ kind }: JobSummary) => kind === 'make-release-files'

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
  const { jobs, active } = useJobs(slug, firstJobs)
  const making = active.find(isMaking)
  const queryClient = useQueryClient()
  const { data, error } = useQuery({
    queryKey: releaseFilesKey(slug, version),
    queryFn: ({ signal }) => listReleaseFiles(slug, version, signal),
    refetchInterval: making ? 2_000 : false,
  })
  // A short job may start and end between two polls, so refetch whenever another one has ended.
  const endedId = jobs.find((job) => isMaking(job) && job.finishedAt !== null)?.id
  const before = useRef(endedId)
  useEffect(() => {
    if (before.current === endedId) return
    before.current = endedId
    void queryClient.invalidateQueries({ queryKey: releaseFilesKey(slug, version) })
  }, [endedId, queryClient, slug, version])
  const start = useStartJob(slug, 'make-release-files')
  const failed = jobs.find(isMaking)?.state === 'failed' ? jobs.find(isMaking)?.error : null
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
          <Button
            disabled={!data || isWhole || start.isPending || making !== undefined}
            onClick={() => start.mutate({ version })}
          >
            {isWhole ? 'All files generated' : 'Generate files'}
          </Button>
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
        <FileTable slug={slug} version={version} files={data.files} />
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

interface FileTableProps {
  slug: string
  version: string
  files: readonly ReleaseFileEntry[]
}

function FileTable({ slug, version, files }: FileTableProps) {
  return (
    <Table label="Files of the release">
      <thead>
        <tr>
          {['File', 'Size', 'SHA-256'].map((head, column) => (
            <th key={head} scope="col" data-column={column} className={head === 'Size' ? numeric : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {fileGroupKeys.map((group) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={3} className="bg-page pt-3 pb-1.5 font-semibold text-small">
              {fileGroups[group]}
            </th>
          </tr>
          {files
            .filter((file) => file.group === group)
            .map((file) => (
              <FileRow key={file.format} file={file} address={releaseFileAddress(slug, version, file.fileName)} />
            ))}
        </tbody>
      ))}
    </Table>
  )
}

function FileRow({ file, address }: { file: ReleaseFileEntry; address: string }) {
  const { fileName, title, about, made } = file
  return (
    <tr>
      <th scope="row" data-name="" className="w-full min-w-52 py-2 font-normal">
        <a
          href={address}
          download
          title={made ? fileName : `${fileName}: generated first, which can take a few seconds.`}
          className="inline-flex items-baseline gap-1.5 font-medium text-accent underline-offset-2 hover:underline"
        >
          <Download aria-hidden size={14} className="shrink-0 self-center" />
          {title}
        </a>
        <p className="mt-0.5 text-second">{about}</p>
      </th>
      <td data-head="Size" className={clsx(numeric, 'min-w-24 whitespace-nowrap')}>
        {made ? byteSizeText(made.byteSize) : <span className="text-second">not generated yet</span>}
      </td>
      <td data-head="SHA-256" className="min-w-44 whitespace-nowrap">
        {made ? <CopyChecksum sha256={made.sha256} fileName={fileName} /> : <span className="text-second">–</span>}
      </td>
    </tr>
  )
}

function CopyChecksum({ sha256, fileName }: { sha256: string; fileName: string }) {
  const { isCopied, copy, forget } = useCopied()
  return (
    <span className="relative inline-flex items-center gap-1">
      <code title={sha256} className="text-small">
        {sha256.slice(0, 12)}…
      </code>
      <Button
        size="small"
        tone="quiet"
        aria-label={`Copy the SHA-256 of ${fileName}`}
        onClick={() => copy(sha256)}
        onBlur={forget}
      >
        {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </span>
  )
}
