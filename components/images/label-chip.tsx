import { clsx } from 'clsx'
import { VoteCountMarks, voteSummary } from '@/components/kit/vote-marks'
import { Hand } from '@/components/ui/generated/icons'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import type { VoteCount } from '@/lib/contracts/classes/pair-vote'

type LabelStatus = 'kept' | 'dropped' | 'unasked' | 'open'

const gray = 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)] text-text'
const statuses: Record<LabelStatus, { word: string; style: string }> = {
  kept: { word: 'kept', style: 'bg-yes-soft text-yes' },
  dropped: { word: 'dropped', style: 'bg-no-soft text-no' },
  unasked: { word: 'not asked', style: gray },
  open: { word: 'candidate', style: gray },
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
  const said = `${label.name}: ${statuses[status].word}${isOriginal ? ', the original label' : ''}${isByHand ? ', set by hand' : ''}${score ? `, score ${score}` : ''}${votes ? `, ${voteSummary(votes)}` : ''}`
  return (
    <span
      title={said}
      className={clsx(
        'inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-[6px] border px-1.5 font-medium text-small',
        isOriginal ? 'border-current' : 'border-transparent',
        statuses[status].style,
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
