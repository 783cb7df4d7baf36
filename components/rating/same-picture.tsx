import { useTranslations } from 'next-intl'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/** That the picture is the one just answered, with other names: it has not failed to be saved. */
export function SamePicture({ page: { number, count } }: Pick<RatingTask, 'page'>) {
  const t = useTranslations('rating')
  return (
    <p role="note" className="px-4 pb-2 text-[13px] text-second desk:px-5">
      {t('samePicture', { number, count })}
    </p>
  )
}
