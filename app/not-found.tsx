import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/account/door'
import { LinkButton } from '@/components/ui/button'

export default async function NotFoundPage() {
  const t = await getTranslations('common')
  return (
    <Door title={t('nothingHere')} form={<LinkButton href="/">{t('toProjects')}</LinkButton>}>
      {t('nothingHereText')}
    </Door>
  )
}
