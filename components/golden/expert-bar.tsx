import { Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

interface ExpertBarProps {
  isComplete: boolean
  /** Nothing here differs from what is saved. */
  isSaved: boolean
  isSubmitting: boolean
  isSubmitActive: boolean
  canSkip: boolean
  onRestNo: () => void
  onAddClass: () => void
  onSkip: () => void
  onSubmit: () => void
}

export function ExpertBar(props: ExpertBarProps) {
  const { isComplete, isSaved, isSubmitting, isSubmitActive } = props
  const submit = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isSubmitActive) submit.current?.focus({ preventScroll: true })
  }, [isSubmitActive])
  const touch = 'max-desk:h-11'
  const narrow = `${touch} px-2.5`
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:px-5">
      <Button className={narrow} onClick={props.onRestNo} disabled={isComplete || isSubmitting}>
        Mark rest as no
      </Button>
      <Button className={narrow} onClick={props.onAddClass} disabled={isSubmitting} aria-label="Add a class">
        <Plus aria-hidden size={16} />
        Class
        <Kbd className="max-desk:hidden">a</Kbd>
      </Button>
      <Button className={`${narrow} max-desk:hidden`} onClick={props.onSkip} disabled={!props.canSkip || isSubmitting}>
        Skip for now <Kbd>s</Kbd>
      </Button>
      <span className="flex-1" />
      <Button
        ref={submit}
        data-submits
        tone="main"
        className={`${touch} w-[96px] aria-disabled:opacity-50`}
        aria-disabled={!isComplete || isSubmitting}
        onClick={props.onSubmit}
      >
        {isSubmitting ? 'Saving…' : isSaved ? 'Next' : 'Submit'}
        {!isSubmitting && (
          <Kbd className="border-transparent! bg-[color-mix(in_srgb,var(--on-accent)_20%,transparent)]! text-on-accent! max-desk:hidden">
            ⏎
          </Kbd>
        )}
      </Button>
    </div>
  )
}
