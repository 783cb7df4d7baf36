import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CommandKey } from '@/components/rating/key-map'
import { Button } from '@/components/ui/button'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'

interface ActionBarProps {
  isComplete: boolean
  canAnswer: boolean
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
  const { isComplete, canAnswer, isSubmitting, isSubmitActive, canSkip, canUndo, onRestNo, onSkip, onUndo, onSubmit } =
    props
  const t = useTranslations('rating')
  const touch = 'max-desk:h-11 desk:gap-1.5 desk:px-2.5'
  const printed = 'max-desk:hidden'
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:gap-1.5 desk:px-4">
      <Button className={touch} onClick={onRestNo} disabled={isComplete || !canAnswer}>
        {t('restNo')}
        <CommandKey command="rest" className={printed} />
      </Button>
      <Button className={touch} onClick={onSkip} disabled={!canSkip}>
        {t('skip')}
        <CommandKey command="skip" className={printed} />
      </Button>
      <Button
        tone="quiet"
        className={`${touch} max-desk:w-11 desk:px-1.5`}
        onClick={onUndo}
        disabled={!canUndo || isSubmitting}
        aria-label={t('reopenLast')}
        title={t('reopenLast')}
      >
        <Undo2 aria-hidden size={16} className="rtl:-scale-x-100" />
        <CommandKey command="undo" className={printed} />
      </Button>
      <span className="flex-1" />
      <SubmitButton
        className={`${touch} min-w-[100px]`}
        isReady={isComplete && canAnswer}
        isActive={isSubmitActive}
        onSubmit={onSubmit}
      >
        {isSubmitting ? t('saving') : t('submit')}
        {!isSubmitting && <CommandKey command="submit" className={`${keyOnAccent} max-desk:hidden`} />}
      </SubmitButton>
    </div>
  )
}
