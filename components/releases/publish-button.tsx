'use client'

import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import type { FormError } from '@/components/kit/form-error'
import { UnconfirmedRunNotice } from '@/components/kit/unconfirmed-run'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Field, Select, TextArea } from '@/components/ui/field'
import { isUsable, type RunSummary } from '@/lib/contracts/runs/run'
import { wholeNumber } from '@/lib/wording/number'
import { PublishPreview, usePreview } from './publish-preview'

interface PublishButtonProps {
  slug: string
  /** Newest first; at least one. */
  runs: RunSummary[]
  isBusy: boolean
}

export function PublishButton({ slug, runs, isBusy }: PublishButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button tone="main" disabled={isBusy} onClick={() => setOpen(true)}>
        Publish release
      </Button>
      {isOpen && <PublishDialog slug={slug} runs={runs} onClose={() => setOpen(false)} />}
    </>
  )
}

function PublishDialog({ slug, runs, onClose }: { slug: string; runs: RunSummary[]; onClose: () => void }) {
  const [run, setRun] = useState((runs.find(isUsable) ?? runs[0]!).id)
  const chosen = runs.find(({ id }) => id === run) ?? runs[0]!
  const newest = isUsable(runs[0]!) ? null : runs[0]!
  const [form, setForm] = useState({ version: '', license: '', notes: '' })
  const { data: preview } = usePreview(slug, isUsable(chosen) ? run : null)
  const body = { run, ...form, version: form.version.trim() === '' ? undefined : form.version.trim() }
  const start = useStartJob(slug, 'publish-release')
  const filled = (name: keyof typeof form, { fields }: FormError) => ({
    name,
    value: form[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setForm((before) => ({ ...before, [name]: value })),
    error: fields[name],
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
      {(problem) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Select label="Run" value={run} onChange={(event) => setRun(Number(event.currentTarget.value))}>
              {runs.map(({ id, title, labelCount, ...one }, index) => (
                <option key={id} value={id}>
                  Run {id}
                  {index === 0 ? ' (latest)' : ''}
                  {isUsable(one) ? '' : ', fails checks'}: {title}, {wholeNumber(labelCount, 'en')} labels
                </option>
              ))}
            </Select>
            <Field
              label="Version"
              maxLength={40}
              autoComplete="off"
              placeholder={preview?.version}
              hint="Letters, digits, dots and dashes. Leave blank for the next number."
              {...filled('version', problem)}
            />
          </div>
          <Field
            label="Data license"
            maxLength={500}
            autoComplete="off"
            placeholder="not stated"
            hint="For example “CC BY 4.0”. It covers the labels, not the images."
            {...filled('license', problem)}
          />
          <TextArea
            label="Notes"
            maxLength={10_000}
            hint="What is new in this release."
            {...filled('notes', problem)}
          />
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
        </>
      )}
    </DialogForm>
  )
}
