import { useTranslations } from 'next-intl'
import { PhotoCredit } from '@/components/kit/photo-credit'
import { BackPage } from '@/components/ui/back-page'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'

/** Credits of the pictures that a rater has answered. Not shown before, because a name could reveal the content. */
export function OwnCredits({ slug, pictures }: { slug: string; pictures: CreditedPicture[] }) {
  const t = useTranslations('credits')
  return (
    <BackPage
      href={`/rate/${slug}`}
      back={t('back')}
      title={t('title')}
      lead={t(pictures.length > 0 ? 'lead' : 'none')}
    >
      <ul className="mt-6 flex flex-col gap-2">
        {pictures.map((picture) => (
          <li key={picture.url} className="flex items-center gap-3">
            <img
              src={`${picture.url}?variant=thumb`}
              alt={t('picture')}
              loading="lazy"
              className="size-12 rounded-[4px] object-cover"
            />
            <PhotoCredit image={picture} />
          </li>
        ))}
      </ul>
    </BackPage>
  )
}
