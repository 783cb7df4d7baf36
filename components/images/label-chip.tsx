import { clsx } from 'clsx'
import { VoteCountMarks, voteSummary } from '@/components/kit/vote-marks'
import { Hand } from '@/components/ui/generated/icons'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import type { VoteCount } from '@/lib/contracts/classes/pair-vote'

type LabelStatus = 'kept' | 'dropped' | 'unasked' | 'open'

const gray = 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)] text-text'
const styles: Record<LabelStatus, string> = {
  ...{ kept: 'bg-yes-soft text-yes', dropped: 'bg-no-soft text-no', unasked: gray, open: gray },
}
const words: Record<LabelStatus, string> = {
  ...{ kept: 'kept', dropped: 'dropped', unasked: 'not asked', open: 'candidate' },
}

interface LabelChipProps {
  label: ClassLabel
  /** `open` before the first aggregation; `unasked` if it is no candidate. */
  status: LabelStatus
  isOriginal?: boolean | undefined
  isByHand?: boolean
  score?: string | undefined
  votes?: VoteCount[] | undefined
}

/** Teal if kept, slate and struck through if dropped, outlined if original, with a hand icon if set by hand. */
export function LabelChip({ label, status, isOriginal = false, isByHand = false, score, votes }: LabelChipProps) {
  const said = `${label.name}: ${words[status]}${isOriginal ? ', the original label' : ''}${isByHand ? ', set by hand' : ''}${score ? `, score ${score}` : ''}${votes ? `, ${voteSummary(votes)}` : ''}`
  return (
    <span
      title={said}
      className={clsx(
        'inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-[6px] border px-1.5 font-medium text-small',
        isOriginal ? 'border-current' : 'border-transparent',
        styles[status],
      )}
    >
      <span className="sr-only">{said}</span>
      <span aria-hidden className={clsx('truncate', status === 'dropped' && 'line-through')}>
        {label.name}
      </span>
      {isByHand && <Hand aria-hidden size={12} className="shrink-0" />}
      {score && (
        <span aria-hidden className="font-normal tabular-nums">
          {score}
        </span>
      )}
      {votes && votes.length > 0 && <VoteCountMarks votes={votes} />}
    </span>
  )
}
