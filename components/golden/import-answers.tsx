'use client'

import { useState } from 'react'
import { ImportDialog } from '@/components/data/import-dialog'
import { ImportState } from '@/components/data/import-state'
import { useJobs } from '@/components/kit/jobs'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import type { JobSummary } from '@/lib/contracts/jobs'

const kind = 'import-golden-answers'

/** Imports experts' answers that were given elsewhere. */
export function ImportAnswers({ slug }: { slug: string }) {
  const [files, setFiles] = useState<LocalFile[]>([])
  return (
    <ImportDialog
      slug={slug}
      kind={kind}
      button={{ children: 'Import answers' }}
      title="Import experts’ answers"
      description="All lines are imported, or none. Existing answers are never changed."
      confirm="Import answers"
      files={files}
      onFiles={([chosen]) => setFiles(chosen ? [chosen] : [])}
      input={files.length > 0 ? {} : null}
      invitation="Drop a CSV here"
      hint="Columns file, class, expert and answer (no, maybe or yes); optionally class_id or class_index, and conclusion (no or yes)."
      picker={{ what: 'answers', accept: '.csv', withFolder: false }}
    />
  )
}

/** Shows the import of answers that runs, or how the last one ended. */
export function AnswersImport({ slug, jobs: initialJobs }: { slug: string; jobs: JobSummary[] }) {
  const { jobs, active } = useJobs(slug, initialJobs)
  const own = (list: JobSummary[]) => list.filter((job) => job.kind === kind)
  return <ImportState slug={slug} jobs={own(jobs)} active={own(active)} />
}
