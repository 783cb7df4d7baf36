import { Button } from '@/components/ui/button'
import { Plus } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'

interface ExpertBarProps {
  isComplete: boolean
  /** Whether the answers equal those saved. */
  isSaved: boolean
  isSubmitActive: boolean
  canSkip: boolean
  onRestNo: () => void
  onAddClass: () => void
  onSkip: () => void
  onSubmit: () => void
}

export function ExpertBar(props: ExpertBarProps) {
  const { isComplete, isSaved, isSubmitActive } = props
  const touch = 'max-desk:h-11'
  const narrow = `${touch} px-2!`
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:gap-1.5 desk:px-4">
      <Button className={narrow} onClick={props.onRestNo} disabled={isComplete}>
        Mark rest as no
      </Button>
      <Button className={narrow} onClick={props.onAddClass} aria-label="Add a class">
        <Plus aria-hidden size={16} />
        Class
        <Kbd className="max-desk:hidden">a</Kbd>
      </Button>
      <Button className={`${narrow} max-desk:hidden`} onClick={props.onSkip} disabled={!props.canSkip}>
        Skip <Kbd>s</Kbd>
      </Button>
      <span className="flex-1" />
      <SubmitButton
        className="w-[96px] shrink!"
        isReady={isComplete}
        isActive={isSubmitActive}
        onSubmit={props.onSubmit}
      >
        {isSaved ? 'Next' : 'Submit'}
        <Kbd className={`${keyOnAccent} max-desk:hidden`}>⏎</Kbd>
      </SubmitButton>
    </div>
  )
}
