'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ErrorNotice } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { eraseOwnIdentity } from '@/lib/client/accounts/privacy'

export function EraseIdentity({ slug, raterId }: { slug: string; raterId: number }) {
  const t = useTranslations('privacy')
  const common = useTranslations('common')
  const reason = useReason()
  const [state, setState] = useState<'idle' | 'asking' | 'erasing' | 'done'>('idle')
  const [problem, setProblem] = useState<string | null>(null)

  async function erase() {
    setState('erasing')
    setProblem(null)
    try {
      await eraseOwnIdentity(slug)
      setState('done')
    } catch (error) {
      setProblem(reason(error))
      setState('asking')
    }
  }

  if (state === 'done')
    return (
      <Notice tone="success" title={t('eraseDone')}>
        {t('eraseDoneText', { number: String(raterId) })}
      </Notice>
    )
  const isAsking = state === 'asking' || state === 'erasing'
  const actions = (
    <>
      <Button onClick={() => setState('idle')}>{common('cancel')}</Button>
      <Button tone="danger" disabled={state === 'erasing'} onClick={() => void erase()}>
        {state === 'erasing' ? t('erasing') : t('eraseYes')}
      </Button>
    </>
  )
  return (
    <>
      <Button tone="danger" onClick={() => setState('asking')}>
        {t('eraseButton')}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setState('idle')} title={t('eraseConfirm')} actions={actions}>
        <ErrorNotice className="mb-3">{problem}</ErrorNotice>
        <p>{t('eraseText')}</p>
      </Dialog>
    </>
  )
}
