'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { enterPanel } from '@/lib/client/recruitment'

interface EntryFormProps {
  panelId: string
  /** What the panel put into the address. */
  query: Record<string, string>
  /** Whoever is signed in in this browser, and would be so no more. */
  signedInAs: string | null
}

/** Takes a panel's visitor on: by itself, and by its button where scripts are off, fail or would sign somebody out. */
export function EntryForm({ panelId, query, signedInAs }: EntryFormProps) {
  const t = useTranslations('panel')
  const [state, setState] = useState<'waiting' | 'going' | 'failed'>('waiting')

  const goOn = useCallback(async () => {
    setState('going')
    try {
      // In place of this page, so that going back leads to the panel and not into a circle.
      window.location.replace((await enterPanel(panelId, query)).address)
    } catch {
      setState('failed')
    }
  }, [panelId, query])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page has opened
  useEffect(() => {
    if (signedInAs === null) void goOn()
  }, [])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    void goOn()
  }

  return (
    <form method="post" action={`/api/panels/${panelId}/enter`} onSubmit={submit} className="flex flex-col gap-4">
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {signedInAs !== null && <Notice tone="info">{t('entrySignedIn', { name: signedInAs })}</Notice>}
      {state === 'failed' && <Notice tone="error">{t('entryFailed')}</Notice>}
      <Button type="submit" tone="main" size="large" disabled={state === 'going'}>
        {t('entryContinue')}
      </Button>
      {signedInAs === null && (
        <p role="status" className="min-h-5 text-second text-small">
          {state === 'going' ? t('entryGoing') : ''}
        </p>
      )}
    </form>
  )
}
