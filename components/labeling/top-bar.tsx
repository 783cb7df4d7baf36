import { BookOpen, Keyboard } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { ProgressBar } from '@/components/ui/progress-bar'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { SaveState } from '@/lib/client/submission-queue'
import type { Seat } from '@/lib/contracts/rating'
import { counted, wholeNumber } from '@/lib/wording/number'
import { SaveStateLine } from './save-state'

interface TopBarProps {
  seat: Seat
  saveState: SaveState
  hasNewGuidelines: boolean
  onGuidelines: () => void
  onKeys: () => void
}

export function TopBar({ seat, saveState, hasNewGuidelines, onGuidelines, onKeys }: TopBarProps) {
  const { project, progress } = seat
  const done = progress.tasksTotal - progress.tasksOpen
  return (
    <header className="relative flex h-12 items-center gap-3 border-line border-b bg-card pr-2 pl-4 desk:gap-4 desk:pr-3">
      <Link href="/" className="min-w-0 truncate rounded-[4px] font-semibold">
        {project.name}
      </Link>
      <span className="flex-1" />
      <SaveStateLine {...saveState} />
      <p className="whitespace-nowrap text-[13px] text-second tabular-nums">
        {wholeNumber(progress.submittedToday, 'en')}
        <span className="max-desk:sr-only">{progress.submittedToday === 1 ? ' task' : ' tasks'}</span> today
      </p>
      <div className="flex items-center gap-0.5">
        {project.guidelines && (
          <Button tone="quiet" size="small" className="relative" onClick={onGuidelines}>
            <BookOpen aria-hidden size={16} />
            <span className="max-desk:sr-only">Guidelines</span>
            {hasNewGuidelines && (
              <span className="absolute top-0.5 right-0.5 size-[7px] rounded-full bg-accent">
                <span className="sr-only">changed</span>
              </span>
            )}
          </Button>
        )}
        <ThemeToggle />
        <Button tone="quiet" size="small" className="max-desk:hidden" onClick={onKeys}>
          <Keyboard aria-hidden size={16} />
          Keys
          <Kbd>?</Kbd>
        </Button>
      </div>
      <ProgressBar
        label="Progress of the project"
        fraction={progress.tasksTotal > 0 ? done / progress.tasksTotal : 0}
        valueText={`${wholeNumber(done, 'en')} of ${counted(progress.tasksTotal, 'task', 'tasks', 'en')} finished`}
        className="absolute inset-x-0 -bottom-px h-0.5! rounded-none! bg-transparent!"
      />
    </header>
  )
}
