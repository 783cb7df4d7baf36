'use client'

import { Notice } from '@/components/ui/notice'
import type { JobSummary } from '@/lib/contracts/jobs'
import { FileButtons } from './choose-files'
import { DataCard } from './data-card'
import { voteFormats } from './data-formats'
import { FormatList } from './format-list'
import { useVotesImport } from './use-votes-import'
import { VotesPlan } from './votes-plan'

interface VotesSectionProps {
  slug: string
  jobs: JobSummary[]
  isImporting: boolean
}

export function VotesSection({ slug, jobs, isImporting }: VotesSectionProps) {
  const flow = useVotesImport(slug, jobs)
  return (
    <DataCard
      id="votes"
      title="Votes and labels from elsewhere"
      state="Answers or labels from another tool, project or study. Import the images and classes first. Nothing is imported before you have seen what the names in the file mean."
      actions={
        <FileButtons
          what="votes"
          accept=".csv,.json,.jsonl,.ndjson,.xml,.txt,.parquet,.npz,.zip"
          withFolder={false}
          onChoose={(files) => void flow.choose(files)}
          disabled={flow.isReading}
        />
      }
    >
      <div aria-live="polite">
        {flow.isReading && <p className="mt-3 text-second">Reading the file…</p>}
        {flow.problem && (
          <Notice tone="error" className="mt-3" title="The file cannot be imported. Nothing was changed.">
            <p className="break-words">{flow.problem}</p>
          </Notice>
        )}
      </div>
      {flow.report && !flow.isReading && <VotesPlan flow={flow} report={flow.report} isImporting={isImporting} />}
      <FormatList
        title="Accepted: CSV, JSON Lines, Label Studio, CVAT, COCO, lists, our own votes files"
        formats={voteFormats}
      />
    </DataCard>
  )
}
