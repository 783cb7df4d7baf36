import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Undo2 } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'
import type { PictureMark, TapAnswer } from '@/lib/domain/rating/grid-page'
import type { PagePictures } from './use-page-pictures'

export interface PageBarWords {
  submit?: string
  /** Something else is missing before the page can be submitted. */
  isMissing?: boolean
  undo?: string
}

interface PageBarProps {
  tap: TapAnswer
  marks: readonly PictureMark[]
  pictures: PagePictures
  isLocked: boolean
  canSkip: boolean
  canUndo: boolean
  words?: PageBarWords | undefined
  actions: { skip: () => void; undo: () => void }
  onSubmit: () => void
}

export function PageBar({ tap, marks, pictures, isLocked, canSkip, canUndo, words, actions, onSubmit }: PageBarProps) {
  const { seen, wanted, isReady } = pictures
  const t = useTranslations('grid')
  const rating = useTranslations('rating')
  const countOf = (mark: PictureMark) => marks.filter((one) => one === mark).length
  return (
    <footer className="@container flex shrink-0 flex-wrap items-center justify-end gap-2 border-line border-t bg-card px-3 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))] desk:px-4">
      <p className="min-w-0 flex-1 text-[13px] tabular-nums desk:basis-[240px] max-desk:basis-[138px]">
        <span className={clsx('font-semibold', tap === 'yes' ? 'text-yes' : 'text-no')}>
          {t(`${tap}Count`, { count: countOf(tap) })}
        </span>
        <span className="text-second"> · </span>
        <span className="font-semibold text-maybe">{t('maybeCount', { count: countOf('maybe') })}</span>
        <span className="text-second max-desk:block">
          <span className="max-desk:hidden"> · </span>
          {isReady ? t(tap === 'yes' ? 'restAreNo' : 'restAreYes') : t('seen', { seen, count: wanted })}
        </span>
      </p>
      <p className="@max-[960px]:hidden text-second text-small touch:hidden">{t(tap === 'yes' ? 'hint' : 'hintNo')}</p>
      <div className="flex items-center gap-2">
        <Button onClick={actions.skip} disabled={!canSkip}>
          {rating('skip')}
        </Button>
        <Button
          tone="quiet"
          className="touch:w-11"
          onClick={actions.undo}
          disabled={!canUndo}
          aria-label={words?.undo ?? t('reopen')}
          title={words?.undo ?? t('reopen')}
        >
          <Undo2 aria-hidden size={16} className="rtl:-scale-x-100" />
          <Kbd className="touch:hidden">⌫</Kbd>
        </Button>
        <SubmitButton className="min-w-[104px]" isReady={isReady && !words?.isMissing && !isLocked} onSubmit={onSubmit}>
          {isLocked ? rating('saving') : (words?.submit ?? rating('submit'))}
          {!isLocked && <Kbd className={`${keyOnAccent} touch:hidden`}>⏎</Kbd>}
        </SubmitButton>
      </div>
    </footer>
  )
}
