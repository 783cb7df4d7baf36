import { getTranslations } from 'next-intl/server'
import { EntryPage } from '@/components/kit/entry-page'
import { buttonStyle } from '@/components/ui/button'

export default async function NotFoundPage() {
  const t = await getTranslations('common')
  return (
    <EntryPage
      title={t('nothingHere')}
      form={
        <a href="/" className={buttonStyle('plain', 'normal')}>
          {t('toProjects')}
        </a>
      }
    >
      {t('nothingHereText')}
    </EntryPage>
  )
}
