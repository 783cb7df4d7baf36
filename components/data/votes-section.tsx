'use client'

import type { ChangeEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox, Field, Options, Radio, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import type { JobSummary } from '@/lib/contracts/jobs'
import { type AbsentClassMeaning, answerColumns } from '@/lib/domain/data/answer-format'
import { anotherImportMessage, answerColumnWord, answerFormatWord } from '@/lib/wording/data'
import { counted, wholeNumber } from '@/lib/wording/number'
import { FileButtons } from './choose-files'
import { DataCard, FormatList } from './data-card'
import { voteFormats } from './data-formats'
import { AnswerMappingTable, ClassMappingTable, ImageMappingTable } from './mapping-tables'
import { type ImportTarget, importTargets, undecided, useVotesImport, type VotesFlow } from './use-votes-import'

export function VotesSection({ slug, jobs, isImporting }: { slug: string; jobs: JobSummary[]; isImporting: boolean }) {
  const flow = useVotesImport(slug, jobs)
  return (
    <DataCard
      id="votes"
      title="Votes and labels from elsewhere"
      state="Answers or labels from another tool, project or study. Import the images and classes first. Nothing is imported before you have seen what the names in the file mean."
      actions={
        <FileButtons
          what="votes"
          accept=".csv,.tsv,.json,.jsonl,.ndjson,.xml,.txt,.parquet,.npz,.zip"
          withFolder={false}
          onChoose={flow.choose}
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

const targetWords: Record<ImportTarget, string> = {
  votes: 'Votes',
  labels: 'Original labels',
  study: 'Labels of another study',
}

const targetHints: Record<ImportTarget, string> = {
  votes: 'They are aggregated with the votes of this project.',
  labels: 'One class for each image: what you reassess.',
  study: 'The Models page compares them with your labels.',
}

interface VotesPlanProps {
  flow: VotesFlow
  report: AnswerReport
  isImporting: boolean
}

/** Maps table columns. Changing one reads the file again. */
function Columns({ flow, columns }: { flow: VotesFlow; columns: NonNullable<AnswerReport['columns']> }) {
  return (
    <details>
      <summary className="w-fit rounded-control text-second hover:text-text">Columns of the file</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2 desk:grid-cols-5">
        {answerColumns.map((part) => (
          <Select
            key={part}
            label={answerColumnWord[part]}
            value={columns.used[part] ?? ''}
            onChange={(event) =>
              flow.readAgain({ ...columns.used, ...flow.choices.columns, [part]: event.target.value || null })
            }
          >
            {part !== 'image' && part !== 'label' && <option value="">None</option>}
            <Options of={columns.all.map((name) => [name, name])} />
          </Select>
        ))}
      </div>
    </details>
  )
}

/** Says that the project has the votes of a file already; null if not. */
function knownWords({ importedAt, isOwnExport }: AnswerReport): string | null {
  if (isOwnExport) return 'This project has these votes already.'
  return importedAt && `This file was imported on ${importedAt.slice(0, 10)} already.`
}

function AgainChoice({ flow: { choices, change }, report }: Pick<VotesPlanProps, 'flow' | 'report'>) {
  const known = knownWords(report)
  const given = {
    checked: choices.again,
    onChange: (event: ChangeEvent<HTMLInputElement>) => change({ again: event.target.checked }),
  }
  if (choices.target !== 'votes') return null
  if (known)
    return (
      <Notice tone="info" title={known}>
        <Checkbox label="Import it again, with raters of its own" {...given} />
      </Notice>
    )
  return report.hasRaters && <Checkbox label="Add new raters, even for names that were imported before" {...given} />
}

function VotesPlan({ flow, report, isImporting }: VotesPlanProps) {
  const { choices, change, fileName } = flow
  const open = undecided(report, choices)
  const isVotes = choices.target === 'votes'
  return (
    <section
      aria-label="Votes to import"
      className="mt-4 flex flex-col gap-5 rounded-card border bg-card px-4 py-5 sm:px-5"
    >
      <div>
        <h3 className="break-words font-semibold">
          {fileName}: {answerFormatWord[report.format]}
        </h3>
        <p className="mt-1 text-second tabular-nums">
          {counted(report.answerCount, 'entry', 'entries')} by {counted(report.raterCount, 'rater')} about{' '}
          {counted(report.imageCount, 'image')} and {counted(report.classCount, 'class name')}. Either everything is
          imported, or nothing.
        </p>
      </div>
      <div className="max-w-[340px]">
        <Select
          label="Import as"
          value={choices.target}
          hint={targetHints[choices.target]}
          onChange={(event) => change({ target: event.target.value as ImportTarget })}
          options={importTargets.map((target) => [target, targetWords[target]])}
        />
      </div>
      <AgainChoice flow={flow} report={report} />
      {report.columns && <Columns flow={flow} columns={report.columns} />}
      <ClassMappingTable flow={flow} report={report} />
      {report.answers.length > 0 && <AnswerMappingTable flow={flow} report={report} />}
      {report.unknownImageCount > 0 && <ImageMappingTable flow={flow} report={report} />}
      {report.namesOnlyPresent && isVotes && (
        <AbsentChoice value={choices.absent} onChange={(absent) => change({ absent })} />
      )}
      <div className="grid max-w-[720px] gap-4 desk:grid-cols-2">
        {choices.target === 'study' && (
          <Field
            label="Name of the labels"
            value={choices.studyName}
            maxLength={100}
            required
            hint="For example, the study they are from."
            onChange={(event) => change({ studyName: event.target.value })}
          />
        )}
        {isVotes && (
          <Field
            label="Name of the batch"
            value={choices.batchName}
            maxLength={200}
            placeholder={fileName ?? ''}
            hint="The votes are kept together in a closed batch."
            onChange={(event) => change({ batchName: event.target.value })}
          />
        )}
        {!report.hasRaters && isVotes && (
          <Field
            label="Who answered"
            value={choices.rater}
            maxLength={200}
            placeholder={fileName?.replace(/\.[^.]+$/, '') ?? ''}
            hint="The file does not say. All its answers are imported as those of one rater."
            onChange={(event) => change({ rater: event.target.value })}
          />
        )}
      </div>
      {isVotes && (
        <p className="text-second text-small">
          You can delete imported votes on the page of their batch until a run has used them. After that, you can only
          exclude their raters.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="main" disabled={open > 0 || isImporting} onClick={flow.start}>
          Import {isVotes ? 'votes' : 'labels'}
        </Button>
        <Button onClick={flow.forget}>Cancel</Button>
        <WhyNotYet open={open} isImporting={isImporting} />
      </div>
    </section>
  )
}

function WhyNotYet({ open, isImporting }: { open: number; isImporting: boolean }) {
  if (open === 0) return isImporting && <p className="text-second text-small">{anotherImportMessage}</p>
  return (
    <p className="text-second text-small tabular-nums">
      {wholeNumber(open)} still to decide: choose what {open === 1 ? 'it means' : 'they mean'}, or leave{' '}
      {open === 1 ? 'it' : 'them'} out.
    </p>
  )
}

const meanings: Record<AbsentClassMeaning, { label: string; hint: string }> = {
  'not-asked': {
    label: 'Nothing',
    hint: 'Only what is named counts, as yes. Choose this unless you know that everyone went through the same list.',
  },
  no: {
    label: 'That they do not apply',
    hint: 'Everyone who saw an image said no to every other class that the file names for this image or that this project asks about.',
  },
}

/** Chooses what unlisted classes mean, for a file that lists only classes that hold. */
function AbsentChoice({
  value,
  onChange,
}: {
  value: AbsentClassMeaning
  onChange: (value: AbsentClassMeaning) => void
}) {
  return (
    <fieldset className="flex max-w-[72ch] flex-col gap-2">
      <legend className="mb-2 font-medium text-[13px]">
        The file names only classes that apply. What does it say about the others?
      </legend>
      {Object.entries(meanings).map(([meaning, { label, hint }]) => (
        <Radio
          key={meaning}
          name="absent"
          label={label}
          hint={hint}
          checked={value === meaning}
          onChange={() => onChange(meaning as AbsentClassMeaning)}
        />
      ))}
    </fieldset>
  )
}
