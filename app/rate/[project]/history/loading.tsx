import { getTranslations } from 'next-intl/server'
import { Skeleton } from '@/components/ui/skeleton'

export default async function Loading() {
  const t = await getTranslations('history')
  return (
    <main aria-busy="true" className="mx-auto max-w-[760px] px-4 pt-[76px] pb-12">
      <p className="sr-only">{t('loading')}</p>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="mt-2 h-5 w-full" />
      <Skeleton className="mt-5 h-9 w-72 max-w-full" />
      <Skeleton className="mt-4 h-[420px] w-full" />
    </main>
  )
}
