import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'

interface PageBarProps {
  yes: number
  maybe: number
  /** Pictures seen for long enough, of those that can be seen. */
  seen: number
  wanted: number
  isReady: boolean
  isSubmitting: boolean
  canSkip: boolean
  canUndo: boolean
  onSkip: () => void
  onUndo: () => void
  onSubmit: () => void
}

/** What was tapped, that the rest are no, and the way on. */
export function PageBar(props: PageBarProps) {
  const { yes, maybe, seen, wanted, isReady, isSubmitting, canSkip, canUndo, onSkip, onUndo, onSubmit } = props
  const t = useTranslations('grid')
  const rating = useTranslations('rating')
  return (
    <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-line border-t bg-card px-3 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))] desk:px-4">
      <p className="min-w-0 flex-1 text-[13px] max-[359px]:basis-full tabular-nums">
        <span className="font-semibold text-yes">{t('yesCount', { count: yes })}</span>
        <span aria-hidden className="px-1.5 text-second">
          ·
        </span>
        <span className="font-semibold text-maybe">{t('maybeCount', { count: maybe })}</span>
        <span className="text-second max-desk:block">
          <span aria-hidden className="px-1.5 max-desk:hidden">
            ·
          </span>
          {isReady ? t('restAreNo') : t('seen', { seen, count: wanted })}
        </span>
      </p>
      <p className={`text-second text-small touch:hidden max-lg:hidden`}>{t('hint')}</p>
      <Button className="touch:h-11" onClick={onSkip} disabled={!canSkip}>
        {rating('skip')}
      </Button>
      <Button
        tone="quiet"
        className={'touch:h-11 max-desk:w-11'}
        onClick={onUndo}
        disabled={!canUndo || isSubmitting}
        aria-label={t('reopen')}
        title={t('reopen')}
      >
        <Undo2 aria-hidden size={16} className="rtl:-scale-x-100" />
        <Kbd className="touch:hidden">⌫</Kbd>
      </Button>
      <SubmitButton className={'min-w-[104px] touch:h-11'} isReady={isReady && !isSubmitting} onSubmit={onSubmit}>
        {isSubmitting ? rating('saving') : rating('submit')}
        {!isSubmitting && <Kbd className={`${keyOnAccent} touch:hidden`}>⏎</Kbd>}
      </SubmitButton>
    </footer>
  )
}
