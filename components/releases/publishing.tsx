'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { ActiveJob, FailedJob, useJobs, useStartJob } from '@/components/kit/jobs'
import { UnconfirmedRunNotice } from '@/components/kit/unconfirmed-run'
import { Field, Select, TextArea } from '@/components/ui/field'
import { CircleAlert, CircleCheck } from '@/components/ui/generated/icons'
import { SmallLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { previewKey, previewRelease } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/jobs'
import { publishResult, type ReleaseSummary } from '@/lib/contracts/releases/release'
import { isUsable, type RunSummary } from '@/lib/contracts/runs/run'
import { textLines } from '@/lib/domain/texts/text-lines'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ReleaseCard } from './release-card'

interface PublishingProps {
  slug: string
  /** Newest first; at least one. */
  runs: RunSummary[]
  /** Newest first. */
  releases: ReleaseSummary[]
  jobs: JobSummary[]
}

const isPublishing = ({ kind }: JobSummary) => kind === 'publish-release'

export function PublishAction({ slug, runs, releases, jobs }: PublishingProps) {
  const { active } = useJobs(slug, jobs)
  return (
    <DialogButton
      tone="main"
      disabled={active.some(isPublishing)}
      dialog={(close) => <PublishDialog slug={slug} runs={runs} last={releases.at(0)} onClose={close} />}
    >
      Publish release
    </DialogButton>
  )
}

export function PublishProgress({ slug, jobs: first, releases }: Omit<PublishingProps, 'runs'>) {
  const { jobs, active } = useJobs(slug, first)
  // Not updated: the page refreshes when a job ends, and the new list would include that job.
  const [knownIds] = useState(() => new Set(first.map(({ id }) => id)))
  const [newest] = jobs.filter(isPublishing)
  const running = active.find(isPublishing)
  if (running)
    return (
      <section aria-label="Progress" aria-live="polite" className="mb-2">
        <ActiveJob slug={slug} job={running} />
      </section>
    )
  if (newest?.state === 'failed')
    return <FailedJob job={newest} title="The last release was not published" className="mb-2" />
  const made = newest?.state === 'succeeded' ? publishResult.safeParse(newest.result).data : undefined
  const isNewest = made !== undefined && releases[0]?.version === made.version && releases[0].withdrawn === null
  if (!isNewest || knownIds.has(newest!.id)) return null
  return (
    <Notice
      tone="success"
      title={`Release ${made.version} is published`}
      className="mb-2"
      action={
        <SmallLink href={`/projects/${slug}/releases/${encodeURIComponent(made.version)}`}>Open release</SmallLink>
      }
    >
      It contains {counted(made.labels, 'label')} and {counted(made.votes, 'vote')}.
    </Notice>
  )
}

interface PublishDialogProps extends Pick<PublishingProps, 'slug' | 'runs'> {
  /** Its license and authors are proposed again. */
  last: ReleaseSummary | undefined
  onClose: () => void
}

function PublishDialog({ slug, runs, last, onClose }: PublishDialogProps) {
  const [run, setRun] = useState((runs.find(isUsable) ?? runs[0]!).id)
  const chosen = runs.find(({ id }) => id === run) ?? runs[0]!
  const newest = isUsable(runs[0]!) ? null : runs[0]!
  const [form, setForm] = useState({
    version: '',
    license: last?.license ?? '',
    authors: last?.authors.join('\n') ?? '',
    notes: '',
  })
  const { data: preview } = usePreview(slug, run, isUsable(chosen))
  const authors = textLines(form.authors)
  const body = {
    ...{ runId: run, ...form, version: form.version.trim() === '' ? undefined : form.version.trim() },
    authors: authors.length > 0 ? authors : undefined,
  }
  const start = useStartJob(slug, 'publish-release')
  const filled = (name: keyof typeof form) => ({
    name,
    value: form[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setForm((before) => ({ ...before, [name]: value })),
  })
  return (
    <DialogForm
      isWide
      title="Publish release"
      description="Publishes labels, scores, votes and everything behind them for others to cite. A release can never be changed, only withdrawn."
      confirm="Publish release"
      canSubmit={preview?.obstacle === null}
      onClose={onClose}
      act={() => start.mutateAsync(body)}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Select label="Run" value={run} onChange={(event) => setRun(Number(event.currentTarget.value))}>
          {runs.map(({ id, title, labelCount, ...one }, index) => (
            <option key={id} value={id}>
              Run {id}
              {index === 0 ? ' (latest)' : ''}
              {isUsable(one) ? '' : ', fails checks'}: {title}, {wholeNumber(labelCount)} labels
            </option>
          ))}
        </Select>
        <Field
          label="Version"
          maxLength={40}
          autoComplete="off"
          placeholder={preview?.version}
          hint="Letters, digits, dots, dashes and underscores. Leave blank for the next number."
          {...filled('version')}
        />
      </div>
      <Field
        label="Data license"
        maxLength={500}
        autoComplete="off"
        placeholder="not stated"
        hint="For example “CC BY 4.0”. It covers the labels, not the images."
        {...filled('license')}
      />
      <TextArea
        label="Authors"
        maxLength={40_000}
        placeholder="the project"
        hint="One per line, given name first, in the order of the citation."
        {...filled('authors')}
      />
      <TextArea label="Notes" maxLength={10_000} hint="What is new in this release." {...filled('notes')} />
      {isUsable(chosen) ? (
        <PublishPreview slug={slug} run={run} />
      ) : (
        <UnconfirmedRunNotice slug={slug} run={chosen} usedRunId={null} />
      )}
      {newest && newest.id !== run && (
        <p className="text-second text-small">
          Run {newest.id} is newer, but fails checks that nobody has confirmed. Select it to see them.
        </p>
      )}
    </DialogForm>
  )
}

const usePreview = (slug: string, run: number, enabled = true) =>
  useQuery({
    queryKey: previewKey(slug, run),
    queryFn: ({ signal }) => previewRelease(slug, run, signal),
    enabled,
    retry: false,
  })

function PublishPreview({ slug, run }: { slug: string; run: number }) {
  const { data, error } = usePreview(slug, run)
  if (error) return <ErrorNotice error={error} />
  if (!data)
    return (
      <div aria-busy className="flex flex-col gap-2" role="status" aria-label="Checking the run…">
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-40 w-full" />
      </div>
    )
  if (data.obstacle)
    return (
      <Notice tone="error" title="This run cannot be published">
        {data.obstacle}
      </Notice>
    )
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Checks">
        <h3 className="mb-1.5 font-medium text-[13px]">Before you publish</h3>
        <ul className="flex flex-col gap-1 text-[13px]">
          <li className="flex gap-2">
            <CircleCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-yes" />
            Votes, golden answers and candidates are as in run {run}.
          </li>
          {[`After publication, raters can no longer withdraw answers used in run ${run}.`, ...data.limits].map(
            (limit) => (
              <li key={limit} className="flex gap-2">
                <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-maybe" />
                {limit}
              </li>
            ),
          )}
        </ul>
      </section>
      <details className="rounded-control border">
        <summary className="cursor-pointer px-3 py-2 font-medium text-[13px]">Preview of the data card</summary>
        {data.cardHtml && <ReleaseCard html={data.cardHtml} className="border-t px-3 py-2" />}
      </details>
    </div>
  )
}
