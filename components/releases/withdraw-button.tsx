'use client'

import { ReasonDialogButton } from '@/components/kit/reason-dialog-button'
import { withdrawRelease } from '@/lib/client/releases'

/** Marks a release as withdrawn. Asks for a reason, because this is irreversible. */
export function WithdrawButton({ slug, version }: { slug: string; version: string }) {
  return (
    <ReasonDialogButton
      label="Withdraw"
      title={`Withdraw release ${version}`}
      description="It stays available with all its files, marked as withdrawn, with your reason. You cannot undo this."
      action="Withdraw release"
      hint="For users of the release: what is wrong, and what to use instead."
      act={(reason) => withdrawRelease(slug, version, { reason })}
    />
  )
}
