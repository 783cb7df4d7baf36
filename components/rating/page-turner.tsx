import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ChevronLeft, ChevronRight } from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import type { RatingTask } from '@/lib/contracts/rating/rating'

export function PageTurner({ page, count, onTurn }: { page: number; count: number; onTurn: (page: number) => void }) {
  const t = useTranslations('rating')
  const turn = (to: number, word: 'previousPage' | 'nextPage', Icon: IconType) => (
    <Button
      size="small"
      tone="quiet"
      className="w-7 px-0! touch:size-11"
      aria-label={t(word)}
      disabled={to < 0 || to === count}
      onClick={() => onTurn(to)}
    >
      <Icon aria-hidden size={16} className="rtl:-scale-x-100" />
    </Button>
  )
  return (
    <nav aria-label={t('pages')} className="flex shrink-0 items-center">
      {turn(page - 1, 'previousPage', ChevronLeft)}
      <p className="font-medium text-[13px] tabular-nums">
        <span aria-hidden>{t('pageShort', { page: page + 1, pages: count })}</span>
        <span className="sr-only">{t('page', { page: page + 1, pages: count })}</span>
      </p>
      {turn(page + 1, 'nextPage', ChevronRight)}
    </nav>
  )
}

/** Says that the picture is the one just answered, with other names, so it does not look like a failed save. */
export function SamePicture({ page: { number, count } }: Pick<RatingTask, 'page'>) {
  const t = useTranslations('rating')
  return (
    <p role="note" className="px-4 pb-2 text-[13px] text-second desk:px-5">
      {t('samePicture', { number, count })}
    </p>
  )
}
