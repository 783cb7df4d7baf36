'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import { useUnsentWarning } from '@/components/kit/use-sign-out'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { enterPanel } from '@/lib/client/recruitment'
import type { OwnVisit } from '@/lib/contracts/recruitment'
import { VisitTerms } from './visit-terms'

interface EntryFormProps {
  panelId: string
  /** Query parameters that the panel added to the URL. */
  query: Record<string, string>
  /** Name of the account signed in in this browser, which entering would sign out. Null if there is none. */
  signedInAs: string | null
  /** Time and pay, if no text shows them before the first task. */
  terms: OwnVisit | null
}

/**
 * Enters a visitor automatically. The button is for failures, without scripts, if there are terms to read, or if
 * entering would sign an account out.
 */
export function EntryForm({ panelId, query, signedInAs, terms }: EntryFormProps) {
  const t = useTranslations('panel')
  const mayGoOn = useUnsentWarning()
  const [state, setState] = useState<'waiting' | 'going' | 'failed'>('waiting')

  async function goOn() {
    setState('going')
    try {
      // Replaces this page in the history, so that going back leads to the panel instead of here.
      window.location.replace((await enterPanel(panelId, query)).address)
    } catch {
      setState('failed')
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (signedInAs === null && !terms) void goOn()
  }, [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (signedInAs === null || (await mayGoOn())) void goOn()
  }

  return (
    <form
      method="post"
      action={`/api/panels/${panelId}/enter`}
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4"
    >
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {terms && <VisitTerms visit={terms} />}
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
