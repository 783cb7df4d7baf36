'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Check, Copy } from '@/components/ui/generated/icons'
import { useCopied } from '@/components/ui/use-copied'

export function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useTranslations('secondFactor')
  const { isCopied, copy } = useCopied()
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
      <Button onClick={() => copy(codes.join('\n'))}>
        {isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
        {isCopied ? t('copied') : t('copyCodes')}
      </Button>
    </div>
  )
}
