import type { Command } from 'commander'
import { confirmRunInput } from '@/lib/contracts/runs/run'
import type { Actor } from '@/lib/domain/permissions'
import { checkedOptions } from '../checked-options'

export const withAcceptWarnings = (command: Command) =>
  command.option(
    '--accept-warnings <reason>',
    'use the run although it fails checks: confirms it for good, and the data card repeats your reason',
  )

interface Accepting {
  slug: string
  runId?: number | undefined
  acceptWarnings?: string | undefined
}

export async function runOnCommand(actor: Actor, { slug, runId, acceptWarnings: given }: Accepting) {
  if (given === undefined) return runId
  const { reason } = checkedOptions(confirmRunInput, { reason: given })
  const { acceptWarnings } = await import('@/lib/services/runs/confirm-run')
  return acceptWarnings(actor, { slug, runId, reason })
}
