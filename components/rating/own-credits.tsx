import { useTranslations } from 'next-intl'
import { PhotoCredit } from '@/components/kit/photo-credit'
import { ArrowLeft } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link-button'
import type { CreditedPicture } from '@/lib/contracts/rating/credited-picture'

/** Credits of the pictures that a rater has answered. Not shown before, because a name could reveal the content. */
export function OwnCredits({ slug, pictures }: { slug: string; pictures: CreditedPicture[] }) {
  const t = useTranslations('credits')
  return (
    <div className="min-h-dvh">
      <header className="flex h-12 items-center gap-2 border-b bg-card px-2">
        <LinkButton tone="quiet" size="small" href={`/rate/${slug}`} className="touch:h-11">
          <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
          {t('back')}
        </LinkButton>
      </header>
      <main className="mx-auto max-w-[760px] px-4 pt-7 pb-12">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{t('title')}</h1>
        <p className="mt-1 text-second">{t(pictures.length > 0 ? 'lead' : 'none')}</p>
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
      </main>
    </div>
  )
}
