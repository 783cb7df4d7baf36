import { useTranslations } from 'next-intl'
import { CommandKey } from '@/components/rating/key-map'
import type { RatingScreenParts } from '@/components/rating/use-rating-screen'
import { Button } from '@/components/ui/button'
import { Undo2 } from '@/components/ui/generated/icons'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'
import { isComplete } from '@/lib/domain/rating/labeling-session'

export function ActionBar({ screen }: { screen: RatingScreenParts }) {
  const { rating, canAnswer, isLocked, act } = screen
  const { session, ratingSession, saveState, isReopening } = rating
  const t = useTranslations('rating')
  const isDone = isComplete(session)
  // Submitting answers the remaining candidates with no.
  const isSweep = screen.sweep !== null
  const size = 'desk:gap-1.5 desk:px-2.5'
  const printed = 'touch:hidden'
  return (
    <div className="@container flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:gap-1.5 desk:px-4">
      {!isSweep && (
        <Button
          className={`${size} shrink! @max-[376px]:px-2 touch:whitespace-normal touch:text-balance touch:leading-4`}
          data-rest
          onClick={() => act({ type: 'restNo' })}
          disabled={isDone || !canAnswer}
        >
          {t('restNo')}
          <CommandKey command="rest" className={printed} />
        </Button>
      )}
      <Button
        className={`${size} @max-[376px]:px-2 @max-[336px]:min-w-12 @max-[336px]:shrink! @max-[336px]:whitespace-normal @max-[336px]:hyphens-auto @max-[336px]:leading-4 @max-[336px]:[overflow-wrap:anywhere]`}
        onClick={screen.openSkip}
        disabled={!screen.canSkip}
      >
        {t('skip')}
        <CommandKey command="skip" className={printed} />
      </Button>
      <Button
        tone="quiet"
        // Where the bar has no room for the key, as in German, it wraps out of sight.
        className={`${size} touch:min-w-11 max-desk:px-0 desk:shrink! desk:flex-wrap desk:content-start desk:overflow-hidden desk:px-1.5`}
        onClick={() => act({ type: 'undo' })}
        disabled={ratingSession.undoAssignmentId === null || isReopening}
        aria-label={t('reopenLast')}
        title={t('reopenLast')}
      >
        <Undo2 aria-hidden size={16} className="h-full rtl:-scale-x-100" />
        <CommandKey command="undo" className={printed} />
      </Button>
      <span className="flex-1" />
      <SubmitButton
        className={`${size} min-w-[100px] @max-[336px]:min-w-[84px] @max-[336px]:px-2`}
        isReady={(isDone || isSweep) && canAnswer}
        isActive={session.active === session.answers.length && screen.dialog === null}
        onSubmit={() => act({ type: 'submit' })}
      >
        {isLocked
          ? t(saveState.state === 'waiting' ? 'waitingShort' : 'saving')
          : t(isSweep && !isDone ? 'sweepSubmit' : 'submit')}
        {!isLocked && <CommandKey command="submit" className={`${keyOnAccent} touch:hidden`} />}
      </SubmitButton>
    </div>
  )
}
