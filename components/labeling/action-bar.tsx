import { Undo2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

interface ActionBarProps {
  isComplete: boolean
  isSubmitting: boolean
  isSubmitActive: boolean
  /** Whether the task can be given back; one with saved answers cannot. */
  canSkip: boolean
  canUndo: boolean
  onRestNo: () => void
  onSkip: () => void
  onUndo: () => void
  onSubmit: () => void
}

export function ActionBar(props: ActionBarProps) {
  const { isComplete, isSubmitting, isSubmitActive, canSkip, canUndo, onRestNo, onSkip, onUndo, onSubmit } = props
  const submit = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isSubmitActive) submit.current?.focus({ preventScroll: true })
  }, [isSubmitActive])

  const touch = 'max-desk:h-11'
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:px-5">
      <Button className={touch} onClick={onRestNo} disabled={isComplete || isSubmitting}>
        Rest are no
      </Button>
      <Button className={touch} onClick={onSkip} disabled={!canSkip}>
        Skip
        <Kbd className="max-desk:hidden">s</Kbd>
      </Button>
      <Button
        tone="quiet"
        className={`${touch} max-desk:w-11`}
        onClick={onUndo}
        disabled={!canUndo || isSubmitting}
        aria-label="Reopen the last picture"
      >
        <Undo2 aria-hidden size={16} />
        <span className="max-desk:hidden">Undo</span>
      </Button>
      <span className="flex-1" />
      <Button
        ref={submit}
        data-submits
        tone="main"
        className={`${touch} w-[104px] aria-disabled:opacity-50`}
        aria-disabled={!isComplete || isSubmitting}
        onClick={onSubmit}
      >
        {isSubmitting ? 'Saving' : 'Submit'}
        {!isSubmitting && (
          <Kbd className="border-transparent! bg-[color-mix(in_srgb,var(--on-accent)_20%,transparent)]! text-on-accent! max-desk:hidden">
            ⏎
          </Kbd>
        )}
      </Button>
    </div>
  )
}
