'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/kit/copy-button'

export function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useTranslations('secondFactor')
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-second">{t('codesText')}</p>
      <ul
        aria-label={t('codesTitle')}
        className="grid w-full grid-cols-2 gap-x-4 gap-y-1 rounded-card border border-line px-4 py-3 font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')}>{t('copyCodes')}</CopyButton>
    </div>
  )
}
