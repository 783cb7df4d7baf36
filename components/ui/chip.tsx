import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { X } from '@/components/ui/generated/icons'

type Tone = 'plain' | 'accent' | 'no' | 'maybe' | 'yes' | 'outlined'

const tones: Record<Tone, string> = {
  plain: 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)] text-text',
  accent: 'bg-accent-soft text-accent',
  no: 'bg-no-soft text-no',
  maybe: 'bg-maybe-soft text-maybe',
  yes: 'bg-yes-soft text-yes',
  outlined: 'border-edge text-text forced-colors:border-dashed',
}

interface ChipProps {
  tone?: Tone
  children: ReactNode
  isStruck?: boolean
  /** Breaks a sentence into lines where it does not fit, instead of cutting it off. */
  wraps?: boolean
  /** Makes the chip removable; `removeLabel` names what is removed. */
  onRemove?: () => void
  removeLabel?: string
}

export function Chip({ tone = 'plain', children, isStruck, wraps, onRemove, removeLabel }: ChipProps) {
  return (
    <span
      className={clsx(
        'inline-flex max-w-full items-center gap-1 rounded-[6px] border border-transparent px-1.5 font-medium text-small',
        wraps ? 'min-h-[22px]' : 'h-[22px]',
        onRemove && 'touch:h-11',
        tones[tone],
      )}
    >
      <span className={clsx(wraps ? 'whitespace-normal text-pretty' : 'truncate', isStruck && 'line-through')}>
        {children}
      </span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-me-1.5 grid h-[22px] w-6 place-items-center touch:size-11"
        >
          <X aria-hidden size={12} />
        </button>
      )}
    </span>
  )
}
