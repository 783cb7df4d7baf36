import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/kit/door'
import { buttonStyle } from '@/components/ui/button'

export default async function NotFoundPage() {
  const t = await getTranslations('common')
  return (
    <Door
      title={t('nothingHere')}
      form={
        <a href="/" className={buttonStyle('plain', 'normal')}>
          {t('toProjects')}
        </a>
      }
    >
      {t('nothingHereText')}
    </Door>
  )
}
