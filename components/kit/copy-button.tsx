'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Check, Copy } from '@/components/ui/generated/icons'
import { copyText } from '@/lib/client/copy-text'

interface CopyButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick' | 'onBlur'> {
  /** A function if the text is known only when it is copied. */
  text: string | (() => string)
  icon?: typeof Copy
}

/** Copies text, and says whether that worked until the button loses the focus. Without `children` it is only an icon. */
export function CopyButton({ text, icon = Copy, children, ...button }: CopyButtonProps) {
  const t = useTranslations('common')
  const [isCopied, setCopied] = useState<boolean | null>(null)
  const Icon = isCopied ? Check : icon
  return (
    <span className="relative inline-flex shrink-0 flex-col items-start gap-1">
      <Button
        {...button}
        onClick={(event) =>
          void copyText(typeof text === 'string' ? text : text(), event.currentTarget).then(setCopied)
        }
        onBlur={() => setCopied(null)}
      >
        <Icon aria-hidden size={button.size === 'small' ? 14 : 16} />
        {isCopied ? children && t('copied') : children}
      </Button>
      <span role="status" className="sr-only">
        {isCopied && t('copied')}
      </span>
      {isCopied === false && (
        <span role="alert" className="max-w-[200px] whitespace-normal text-danger text-small">
          {t('notCopied')}
        </span>
      )}
    </span>
  )
}
