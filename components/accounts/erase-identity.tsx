'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormButton } from '@/components/kit/dialog-form'
import { Notice } from '@/components/ui/notice'
import { eraseOwnIdentity } from '@/lib/client/raters'
import { useAccountError } from './account-fields'

export function EraseIdentity({ slug, raterId }: { slug: string; raterId: number }) {
  const t = useTranslations('privacy')
  const common = useTranslations('common')
  const explain = useAccountError()
  const [isErased, setErased] = useState(false)

  if (isErased)
    return (
      <Notice tone="success" title={t('eraseDone')}>
        {t('eraseDoneText', { number: String(raterId) })}
      </Notice>
    )
  return (
    <FormButton
      button={{ tone: 'danger', children: t('eraseButton') }}
      title={t('eraseConfirm')}
      cancel={common('cancel')}
      confirm={t('eraseYes')}
      busy={t('erasing')}
      isDangerous
      act={() => eraseOwnIdentity(slug, { raterId })}
      onDone={() => setErased(true)}
      explain={explain}
    >
      <p>{t('eraseText')}</p>
    </FormButton>
  )
}
