import { BookOpen, ChevronLeft, ChevronRight, Keyboard } from 'lucide-react'
import Link from 'next/link'
import { SaveStateLine } from '@/components/rating/save-state'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { ProgressBar } from '@/components/ui/progress-bar'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { GoldenTask } from '@/lib/contracts/golden/golden'
import { counted, wholeNumber } from '@/lib/wording/number'

interface ExpertTopBarProps {
  task: GoldenTask
  progress: GoldenTask['progress']
  saveState: SaveState
  onGo: (imageId: number) => void
  onGuidelines: () => void
  onKeys: () => void
}

export function ExpertTopBar({ task, progress, saveState, onGo, onGuidelines, onKeys }: ExpertTopBarProps) {
  const { project, position, previousImageId, nextImageId } = task
  const step = (imageId: number | null) => ({
    size: 'small' as const,
    tone: 'quiet' as const,
    className: 'w-7 px-0!',
    disabled: imageId === null,
    onClick: () => imageId !== null && onGo(imageId),
  })
  return (
    <header className="relative flex h-12 items-center gap-2 border-line border-b bg-card pr-2 pl-4 desk:gap-4 desk:pr-3">
      <Link href={`/projects/${project.slug}/golden`} className="min-w-0 truncate rounded-[4px] font-semibold">
        {project.name}
        <span className="ml-2 font-normal text-[13px] text-second max-desk:hidden">Golden set</span>
      </Link>
      <span className="flex-1" />
      <SaveStateLine {...saveState} />
      <nav aria-label="Golden set" className="flex items-center gap-0.5">
        <Button {...step(previousImageId)} aria-label="Previous image">
          <ChevronLeft aria-hidden size={16} />
        </Button>
        <p className="whitespace-nowrap text-center text-[13px] text-second tabular-nums">
          <span className="sr-only">Image </span> {wholeNumber(position, 'en')} of {wholeNumber(progress.total, 'en')}
        </p>
        <Button {...step(nextImageId)} aria-label="Next image">
          <ChevronRight aria-hidden size={16} />
        </Button>
      </nav>
      <div className="flex items-center gap-0.5">
        {project.hasGuidelines && (
          <Button tone="quiet" size="small" onClick={onGuidelines}>
            <BookOpen aria-hidden size={16} />
            <span className="max-desk:sr-only">Guidelines</span>
          </Button>
        )}
        <ThemeToggle />
        <Button tone="quiet" size="small" className="max-desk:hidden" onClick={onKeys}>
          <Keyboard aria-hidden size={16} /> Shortcuts <Kbd>?</Kbd>
        </Button>
      </div>
      <ProgressBar
        label="Answered images"
        fraction={progress.total > 0 ? progress.done / progress.total : 0}
        valueText={`${wholeNumber(progress.done, 'en')} of ${counted(progress.total, 'image', 'images', 'en')} answered`}
        className="absolute inset-x-0 -bottom-px h-0.5! rounded-none! bg-transparent!"
      />
    </header>
  )
}
