import { clsx } from 'clsx'
import { BriefVoteMarks, voteSummary } from '@/components/kit/vote-marks'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import type { PairVote } from '@/lib/contracts/classes/pair-vote'

type Standing = 'kept' | 'dropped' | 'open'

const looks: Record<Standing, string> = {
  kept: 'bg-yes-soft text-yes',
  dropped: 'bg-no-soft text-no',
  open: 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)] text-text',
}
const words: Record<Standing, string> = { kept: 'kept', dropped: 'dropped', open: 'candidate' }

interface LabelChipProps {
  label: ClassLabel
  /** `open` while nothing has been aggregated. */
  standing: Standing
  isOriginal?: boolean
  score?: string
  /** Drawn as one mark each. */
  votes?: PairVote[]
}

/** A label of an image: teal when kept, slate and struck through when dropped, outlined when it is the original one. */
export function LabelChip({ label, standing, isOriginal = false, score, votes }: LabelChipProps) {
  const said = `${label.name}: ${words[standing]}${isOriginal ? ', the original label' : ''}${score ? `, score ${score}` : ''}${votes ? `, ${voteSummary(votes)}` : ''}`
  return (
    <span
      title={said}
      className={clsx(
        'inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-[6px] border px-1.5 font-medium text-small',
        isOriginal ? 'border-current' : 'border-transparent',
        looks[standing],
      )}
    >
      <span className="sr-only">{said}</span>
      <span aria-hidden className={clsx('truncate', standing === 'dropped' && 'line-through')}>
        {label.name}
      </span>
      {score && (
        <span aria-hidden className="font-normal tabular-nums">
          {score}
        </span>
      )}
      {votes && votes.length > 0 && <BriefVoteMarks votes={votes} />}
    </span>
  )
}
