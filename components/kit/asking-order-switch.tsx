import { clsx } from 'clsx'
import { Grid3x3, Image } from '@/components/ui/generated/icons'
import type { AskingOrder } from '@/lib/domain/rating/answer-mode'

interface AskingOrderSwitchProps {
  askingOrder: AskingOrder
  /** URL for each order. Opening one makes it the default. */
  hrefs: Record<AskingOrder, string>
}

const choices = [
  { askingOrder: 'image', word: 'By image', Icon: Image },
  { askingOrder: 'class', word: 'By class', Icon: Grid3x3 },
] as const

export function AskingOrderSwitch({ askingOrder, hrefs }: AskingOrderSwitchProps) {
  return (
    <nav aria-label="How you are asked" className="flex shrink-0 rounded-control border border-edge p-0.5 touch:p-0">
      {choices.map(({ askingOrder: one, word, Icon }) => (
        // Not a Link: prefetching would already count as choosing.
        <a
          key={one}
          href={hrefs[one]}
          aria-current={askingOrder === one ? 'page' : undefined}
          title={word}
          className={clsx(
            'flex h-7 min-w-8 items-center justify-center gap-1.5 rounded-[5px] px-2 text-[13px] touch:h-11 touch:min-w-11',
            askingOrder === one ? 'bg-accent-soft font-medium text-accent' : 'text-second hover:text-text',
          )}
        >
          <Icon aria-hidden size={15} />
          <span className="max-desk:sr-only">{word}</span>
        </a>
      ))}
    </nav>
  )
}
