import type { TableRater } from '@/lib/contracts/raters/rater-table'
import { listText } from '@/lib/domain/list-text'
import type { BulkAction } from '@/lib/domain/raters/bulk-action'
import type { RaterCounts, RaterKindFilter, RaterState } from '@/lib/domain/raters/rater-view'
import { counted } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'

/** Returns text such as "20 raters and 2 experts". */
export function raterCountText({ raters, experts }: RaterCounts): string {
  const expertText = counted(experts, 'expert')
  if (raters === 0 && experts > 0) return expertText
  const raterText = counted(raters, 'rater')
  return experts > 0 ? `${raterText} and ${expertText}` : raterText
}

export const raterStateWord: Record<RaterState, string> = {
  active: 'Active',
  paused: 'Paused',
  excluded: 'Excluded',
  alert: 'With open alerts',
  flag: 'With open image flags',
}

export const raterKindFilterWord: Record<RaterKindFilter, string> = {
  human: 'People',
  panel: 'From panels',
  simulated: 'Simulated',
  imported: 'Imported',
  expert: 'Experts',
}

interface BulkActionWords {
  verb: string
  /** Consequences for the raters who are affected. */
  explanation: string
  same: string
  refused: string
}

export const bulkActionWord: Record<BulkAction, BulkActionWords> = {
  pause: {
    verb: 'Pause',
    explanation: 'They get no more tasks until you resume them. Their answers are kept and still count.',
    same: 'already paused',
    refused: '',
  },
  resume: {
    verb: 'Resume',
    explanation: 'They get tasks again. Open alerts are dismissed; rules consider answers from now on.',
    same: 'not paused',
    refused: 'excluded. Include them first',
  },
  exclude: {
    verb: 'Exclude',
    explanation:
      'They are paused, and their votes and golden answers do not count from the next run on. Everything is kept, and you can include them again. To have other raters answer their tasks, choose “Replace answers” on their pages afterwards.',
    same: 'already excluded',
    refused: '',
  },
  include: {
    verb: 'Include again',
    explanation:
      'Their answers count again from the next run on. Tasks already opened for replacement stay open. They stay paused until you resume them.',
    same: 'not excluded',
    refused: '',
  },
  message: {
    verb: 'Message',
    explanation: 'Shown on the rating screen until dismissed, and listed on the rater’s own page.',
    same: '',
    refused: 'imported, simulated or erased, so nobody would read the message',
  },
}

/** Lists raters, such as "raters 3, 5 and 12". Truncates a long list. */
export function raterNames(ids: readonly number[]): string {
  const most = 12
  if (ids.length === 1) return `rater ${ids[0]}`
  if (ids.length > most) return `raters ${ids.slice(0, most).join(', ')} and ${ids.length - most} more`
  return `raters ${listText(ids)}`
}

const row = (shares: readonly number[] | null) =>
  shares === null ? 'no answers' : `no ${percent(shares[0]!)}, maybe ${percent(shares[1]!)}, yes ${percent(shares[2]!)}`

/** Describes a confusion matrix in words. */
export const matrixText = ({ from, holds, holdsNot }: NonNullable<TableRater['matrix']>): string =>
  `When the label applies: ${row(holds)}. When it does not: ${row(holdsNot)}. ${from === 'golden' ? 'Measured on golden answers.' : 'Estimated by the latest run.'}`

export const driftNote =
  'Drift compares the rater’s skill in the last 100 votes with that in earlier votes, both measured against the latest run. It is marked when the two 95% intervals do not overlap.'
export const driftWord = { falls: 'Declining', rises: 'Improving', steady: 'Stable' } as const
