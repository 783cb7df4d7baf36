import { Keyboard, Undo2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { MissingPart } from '@/lib/domain/adjudication/adjudication-session'

interface DeskBarProps {
  missing: MissingPart
  isSeen: boolean
  isBusy: boolean
  onUndo: () => void
  onSkip: () => void
  onHelp: () => void
  onSubmit: () => void
}

const onAccent = 'border-transparent! bg-[color-mix(in_srgb,var(--on-accent)_20%,transparent)]! text-on-accent!'

export function DeskBar({ missing, isSeen, isBusy, onUndo, onSkip, onHelp, onSubmit }: DeskBarProps) {
  const word =
    missing === 'answer'
      ? 'Answer first'
      : missing === 'reason'
        ? 'Choose a reason'
        : isSeen
          ? 'Save'
          : 'See other answers'
  return (
    <div className="flex shrink-0 items-center gap-1.5 border-t bg-card px-3 py-2.5">
      <Button className="px-2! max-desk:h-11" onClick={onUndo} disabled={isBusy} aria-label="Undo your last decision">
        <Undo2 aria-hidden size={16} />
        <Kbd className="max-desk:hidden">⌫</Kbd>
      </Button>
      <Button className="max-desk:h-11" onClick={onSkip} disabled={isBusy}>
        Skip for now <Kbd className="max-desk:hidden">s</Kbd>
      </Button>
      <Button tone="quiet" className="px-2! max-desk:hidden" onClick={onHelp} aria-label="Keyboard shortcuts">
        <Keyboard aria-hidden size={16} />
        <Kbd className="max-xl:hidden">?</Kbd>
      </Button>
      <Button
        data-submits
        tone="main"
        className="min-w-0 flex-1 px-2! aria-disabled:opacity-60 max-desk:h-11"
        aria-disabled={missing !== null || isBusy}
        onClick={onSubmit}
      >
        {word}
        {missing === null && <Kbd className={`${onAccent} max-xl:hidden`}>⏎</Kbd>}
      </Button>
    </div>
  )
}
