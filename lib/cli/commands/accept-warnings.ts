import type { Command } from 'commander'
import { confirmRunInput } from '@/lib/contracts/runs/run'
import type { Actor } from '@/lib/domain/permissions'
import { checkedOptions } from '../checked-options'

export const withAcceptWarnings = (command: Command) =>
  command.option(
    '--accept-warnings <reason>',
    'use the run although it fails checks: confirms it for good, and the data card repeats your reason',
  )

export const acceptedReason = (given: string | undefined): string | undefined =>
  given === undefined
    ? undefined
    : checkedOptions(confirmRunInput, { reason: given }, { names: { reason: 'acceptWarnings' } }).reason

interface Accepted {
  slug: string
  runId: number
  reason: string | undefined
}

/** Confirms the run of a command that has succeeded. */
export async function confirmAccepted(actor: Actor, { reason, ...run }: Accepted): Promise<void> {
  if (reason === undefined) return
  const { acceptWarnings } = await import('@/lib/services/runs/change-run')
  await acceptWarnings(actor, { ...run, reason })
}
