'use client'

import { Notice } from '@/components/ui/notice'
import { confirmRun } from '@/lib/client/runs'
import type { UnconfirmedRun } from '@/lib/contracts/runs/run'
import { checkTitles } from '@/lib/domain/runs/run-checks'
import { counted } from '@/lib/wording/number'
import { ReasonDialogButton } from './dialog-form'

function FailedChecks({ run }: { run: UnconfirmedRun }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {run.failedChecks.map(({ id, sentence }) => (
        <li key={id}>
          <span className="font-medium">{checkTitles[id]}.</span> {sentence}
        </li>
      ))}
    </ul>
  )
}

/** Shows the checks that a run fails, and lets an admin use the run anyway, with a reason. */
export function ConfirmRunButton({ slug, run }: { slug: string; run: UnconfirmedRun }) {
  return (
    <ReasonDialogButton
      size="small"
      label={`Use run ${run.id} anyway…`}
      title={`Use run ${run.id} although it fails ${counted(run.failedChecks.length, 'check')}`}
      description="Exports, releases and scores of models will use it. Your name, the time and your reason are kept; the data card repeats the reason. You cannot undo this."
      action={`Confirm run ${run.id}`}
      hint="For users of the labels: why they can be trusted anyway."
      act={(reason) => confirmRun(slug, run.id, { reason })}
    >
      <div className="text-[13px]">
        <FailedChecks run={run} />
      </div>
    </ReasonDialogButton>
  )
}

interface UnconfirmedRunNoticeProps {
  slug: string
  /** Null if there is none; then nothing is shown. */
  run: UnconfirmedRun | null
  /** The run used instead, or null if there is none. */
  usedRunId: number | null
  className?: string
}

export function UnconfirmedRunNotice({ slug, run, usedRunId, className = '' }: UnconfirmedRunNoticeProps) {
  if (!run) return null
  return (
    <Notice
      tone="error"
      title={`Run ${run.id} fails ${counted(run.failedChecks.length, 'check')} and is not used until an admin confirms it`}
      className={className}
      action={<ConfirmRunButton slug={slug} run={run} />}
    >
      {usedRunId !== null && <p className="mb-1.5">Run {usedRunId} is used in its place.</p>}
      <FailedChecks run={run} />
    </Notice>
  )
}
