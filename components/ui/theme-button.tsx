import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Contrast } from '@/components/ui/generated/icons'
import { Button } from './button'

export function ThemeButton(props: ComponentProps<'button'>) {
  const t = useTranslations('common')
  return (
    <Button
      tone="quiet"
      size="small"
      className="w-8 touch:w-11"
      aria-label={t('theme')}
      aria-haspopup="menu"
      {...props}
    >
      <Contrast aria-hidden size={16} />
    </Button>
  )
}
