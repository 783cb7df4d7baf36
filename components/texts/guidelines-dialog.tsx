'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Dialog } from '@/components/ui/dialog'
import { dayOf } from '@/lib/wording/date'
import { DocumentClassPairs } from './document-class-pairs'
import { DocumentText } from './document-text'
import { useDocument } from './use-document'
import { NotLoaded, WaitingText } from './waiting-text'

export interface GuidelinesDialogProps {
  slug: string
  isOpen: boolean
  onClose: () => void
}

export function GuidelinesDialog({ slug, isOpen, onClose }: GuidelinesDialogProps) {
  const t = useTranslations('documents')
  const locale = useLocale()
  const { data, isError, refetch } = useDocument(slug, 'guidelines', isOpen)
  const version =
    data?.version && data.createdAt
      ? t('versionSince', { version: data.version, date: dayOf(new Date(data.createdAt), locale) })
      : undefined
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('guidelines')} description={version} isWide>
      {data ? (
        <>
          {data.version !== null && <DocumentText html={data.html} language={data.language} />}
          {data.version === null && data.classPairs.length === 0 && <p className="text-second">{t('noGuidelines')}</p>}
          <DocumentClassPairs pairs={data.classPairs} />
        </>
      ) : isError ? (
        <NotLoaded onRetry={refetch} />
      ) : (
        <WaitingText />
      )}
    </Dialog>
  )
}
