import { useTranslations } from 'next-intl'
import { Button } from './button'

export function TryAgain({ size, onRetry }: { size?: 'small'; onRetry: () => void }) {
  const t = useTranslations('common')
  return (
    <Button size={size} onClick={onRetry}>
      {t('tryAgain')}
    </Button>
  )
}
