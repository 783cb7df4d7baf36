import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/kit/entry-frame'
import { buttonStyle } from '@/components/ui/button'
import { translatedTitle } from './translated-title'

export const generateMetadata = translatedTitle('common.nothingHere')

// Every page loads the scripts of this page, so it has none.
export default async function NotFoundPage() {
  const t = await getTranslations('common')
  return (
    <EntryFrame
      title={t('nothingHere')}
      form={
        <a href="/" className={buttonStyle('plain', 'normal')}>
          {t('toProjects')}
        </a>
      }
    >
      {t('nothingHereText')}
    </EntryFrame>
  )
}
