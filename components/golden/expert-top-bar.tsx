import type { ReactNode } from 'react'
import { AskingOrderSwitch } from '@/components/kit/asking-order-switch'
import { SaveStateLine } from '@/components/rating/save-state'
import { Button } from '@/components/ui/button'
import { BookOpen, Keyboard } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { Link } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress-bar'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { ExpertTask } from '@/lib/contracts/golden/golden'
import type { AskingOrder } from '@/lib/domain/rating/answer-mode'
import { counted, wholeNumber } from '@/lib/wording/number'

interface ExpertTopBarProps {
  project: ExpertTask['project']
  askingOrder: AskingOrder
  progress: { total: number; done: number; noun: [one: string, many: string] }
  saveState: SaveState
  onGuidelines: () => void
  onKeys: () => void
  children: ReactNode
}

export function ExpertTopBar({
  project,
  askingOrder,
  progress,
  saveState,
  onGuidelines,
  onKeys,
  children,
}: ExpertTopBarProps) {
  const { total, done, noun } = progress
  return (
    <header className="relative flex h-12 items-center gap-2 border-line border-b bg-card pr-2 pl-4 desk:gap-4 desk:pr-3 max-[360px]:gap-1">
      <Link
        href={`/projects/${project.slug}/golden`}
        className="min-w-0 truncate rounded-[4px] font-semibold touch:min-w-11 touch:py-3"
      >
        {project.name} <span className="ml-1 font-normal text-[13px] text-second max-desk:hidden">Golden set</span>
      </Link>
      <span className="flex-1" />
      {/* On a phone only the dot fits: a notice says that there is no connection. */}
      <span className="contents max-[420px]:[&_[role=status]>:last-child]:sr-only">
        <SaveStateLine {...saveState} />
      </span>
      {children}
      <AskingOrderSwitch
        askingOrder={askingOrder}
        hrefs={{ image: `/expert/${project.slug}?by=image`, class: `/expert/${project.slug}/classes` }}
      />
      <div className="flex items-center gap-0.5">
        {project.hasGuidelines && (
          <Button tone="quiet" size="small" className="touch:size-11" onClick={onGuidelines}>
            <BookOpen aria-hidden size={16} />
            <span className="touch:sr-only">Guidelines</span>
          </Button>
        )}
        <span className="contents touch:[&>button]:size-11 max-[380px]:hidden">
          <ThemeToggle />
        </span>
        <Button tone="quiet" size="small" className="max-desk:hidden" onClick={onKeys}>
          <Keyboard aria-hidden size={16} /> Shortcuts <Kbd>?</Kbd>
        </Button>
      </div>
      <ProgressBar
        label={`Answered ${noun[1]}`}
        fraction={total > 0 ? done / total : 0}
        valueText={`${wholeNumber(done)} of ${counted(total, ...noun)} answered`}
        className="absolute inset-x-0 -bottom-px h-0.5! rounded-none! bg-transparent!"
      />
    </header>
  )
}
