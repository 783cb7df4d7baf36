'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Check, Copy } from '@/components/ui/generated/icons'
import { useCopied } from '@/components/ui/use-copied'

/** Copies text and says so until the button loses the focus. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const t = useTranslations('release')
  const { isCopied, copy, forget } = useCopied()
  return (
    <Button size="small" onClick={() => copy(text)} onBlur={forget} className="min-w-[128px]">
      {isCopied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      <span aria-live="polite">{isCopied ? t('copied') : children}</span>
    </Button>
  )
}
