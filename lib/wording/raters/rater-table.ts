import type { GroupAct } from '@/lib/domain/raters/group-act'
import type { RaterKindFilter, RaterState } from '@/lib/domain/raters/rater-view'
import { percent } from '@/lib/wording/share'

export const raterStateWord: Record<RaterState, string> = {
  active: 'Active',
  paused: 'Paused',
  'left-out': 'Left out',
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

interface GroupActWords {
  verb: string
  /** What will happen to those whom it changes. */
  says: string
  same: string
  refused: string
}

export const groupActWord: Record<GroupAct, GroupActWords> = {
  pause: {
    verb: 'Pause',
    says: 'They get no more tasks until resumed. What they answered stays and counts.',
    same: 'paused already',
    refused: '',
  },
  resume: {
    verb: 'Resume',
    says: 'They get tasks again. Open alerts are settled; rules look at what is answered from now on.',
    same: 'not paused',
    refused: 'left out, and would work for nothing: take them in first',
  },
  'leave-out': {
    verb: 'Leave out',
    says: 'They are paused, and their votes and golden answers count in no aggregation and no agreement from the next run on. Everything is kept and can be taken in again.',
    same: 'left out already',
    refused: '',
  },
  'take-in': {
    verb: 'Take in again',
    says: 'Their answers count again from the next run on. They stay paused until resumed.',
    same: 'not left out',
    refused: '',
  },
  message: {
    verb: 'Message',
    says: 'The text is shown on the rating screen until it is put away, and stays on the rater’s own page.',
    same: '',
    refused: 'imported, simulated or erased: nobody would read it',
  },
}

/** "raters 3, 5 and 12"; of very many, the first and how many more. */
export function raterNames(ids: readonly number[]): string {
  const most = 12
  if (ids.length === 1) return `rater ${ids[0]}`
  if (ids.length > most) return `raters ${ids.slice(0, most).join(', ')} and ${ids.length - most} more`
  return `raters ${ids.slice(0, -1).join(', ')} and ${ids[ids.length - 1]}`
}

const row = (shares: readonly number[] | null) =>
  shares === null ? 'never met' : `no ${percent(shares[0])}, maybe ${percent(shares[1])}, yes ${percent(shares[2])}`

/** A small confusion matrix in words. */
export const matrixText = ({
  from,
  holds,
  holdsNot,
}: {
  from: 'golden' | 'run'
  holds: number[] | null
  holdsNot: number[] | null
}): string =>
  `Where the label holds: ${row(holds)}. Where it does not: ${row(holdsNot)}. ${from === 'golden' ? 'From golden answers.' : 'As the latest run has learned it.'}`

export const driftSays =
  'Drift: skill against the latest run in the last 100 votes, beside the votes before. It is marked when the two 95 % intervals do not meet.'
export const driftWord = { falls: 'Falls', rises: 'Rises', steady: 'Steady' } as const
