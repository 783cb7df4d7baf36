import { useTranslations } from 'next-intl'
import { CommandKey } from '@/components/rating/key-map'
import { Button } from '@/components/ui/button'
import { Undo2 } from '@/components/ui/generated/icons'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'

interface ActionBarProps {
  /** Whether submitting answers the remaining candidates with no. */
  isSweep: boolean
  isComplete: boolean
  canAnswer: boolean
  isSubmitting: boolean
  /** Whether the server cannot be reached. */
  isWaiting: boolean
  isSubmitActive: boolean
  /** Whether the task can be skipped; a task with saved answers cannot. */
  canSkip: boolean
  canUndo: boolean
  onRestNo: () => void
  onSkip: () => void
  onUndo: () => void
  onSubmit: () => void
}

export function ActionBar(props: ActionBarProps) {
  const { isSweep, isComplete, canAnswer, isSubmitting, isWaiting, isSubmitActive, canSkip, canUndo } = props
  const { onRestNo, onSkip, onUndo, onSubmit } = props
  const t = useTranslations('rating')
  const size = 'touch:h-11 desk:gap-1.5 desk:px-2.5'
  const printed = 'touch:hidden'
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:gap-1.5 desk:px-4">
      {!isSweep && (
        <Button
          className={`${size} shrink! max-[400px]:px-2 touch:whitespace-normal touch:text-balance touch:leading-4`}
          data-rest
          onClick={onRestNo}
          disabled={isComplete || !canAnswer}
        >
          {t('restNo')}
          <CommandKey command="rest" className={printed} />
        </Button>
      )}
      <Button
        className={`${size} max-[400px]:px-2 max-[360px]:min-w-12 max-[360px]:shrink! max-[360px]:whitespace-normal max-[360px]:hyphens-auto max-[360px]:leading-4 max-[360px]:[overflow-wrap:anywhere]`}
        onClick={onSkip}
        disabled={!canSkip}
      >
        {t('skip')}
        <CommandKey command="skip" className={printed} />
      </Button>
      <Button
        tone="quiet"
        // Where the bar has no room for the key, as in German, it wraps out of sight.
        className={`${size} touch:min-w-11 max-desk:px-0 desk:shrink! desk:flex-wrap desk:content-start desk:overflow-hidden desk:px-1.5`}
        onClick={onUndo}
        disabled={!canUndo}
        aria-label={t('reopenLast')}
        title={t('reopenLast')}
      >
        <Undo2 aria-hidden size={16} className="h-full rtl:-scale-x-100" />
        <CommandKey command="undo" className={printed} />
      </Button>
      <span className="flex-1" />
      <SubmitButton
        className={`${size} min-w-[100px] max-[360px]:min-w-[84px] max-[360px]:px-2`}
        isReady={(isComplete || isSweep) && canAnswer}
        isActive={isSubmitActive}
        onSubmit={onSubmit}
      >
        {isSubmitting ? t(isWaiting ? 'waitingShort' : 'saving') : t(isSweep && !isComplete ? 'sweepSubmit' : 'submit')}
        {!isSubmitting && <CommandKey command="submit" className={`${keyOnAccent} touch:hidden`} />}
      </SubmitButton>
    </div>
  )
}
