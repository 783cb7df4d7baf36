'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TextChange } from '@/lib/contracts/texts'
import { DocumentText } from './document-text'
import { TextChanges } from './text-changes'

interface DocumentChangedProps {
  changes: TextChange[]
  html: string
  language: string
}

/** Changes of a new version, with the full text one click away. */
export function DocumentChanged({ changes, html, language }: DocumentChangedProps) {
  const t = useTranslations('documents')
  const wholeId = useId()
  const [isWhole, setWhole] = useState(false)
  return (
    <>
      <section aria-label={t('whatChanged')} className="mt-6">
        <h2 className="mb-2 font-semibold text-question">{t('whatChanged')}</h2>
        <div lang={language}>
          <TextChanges changes={changes} />
        </div>
      </section>
      <Button
        tone="quiet"
        className="-ms-3 mt-3"
        aria-expanded={isWhole}
        aria-controls={wholeId}
        onClick={() => setWhole(!isWhole)}
      >
        {t(isWhole ? 'hideWhole' : 'showWhole')}
      </Button>
      <section id={wholeId} aria-label={t('wholeText')} hidden={!isWhole} className="mt-2">
        <DocumentText
          html={html}
          language={language}
          className="rounded-card border bg-card px-5 py-5 desk:px-7 desk:py-6"
        />
      </section>
    </>
  )
}
