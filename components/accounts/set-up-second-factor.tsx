'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { CopyButton } from '@/components/kit/copy-button'
import { ErrorNotice, type FieldReader, Form, fieldReader, useForm } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { beginSecondFactor, confirmSecondFactor } from '@/lib/client/accounts/account'
import type { NewSecondFactor } from '@/lib/contracts/accounts/account'
import { CodeField, CurrentPassword, useAccountError } from './account-fields'

interface StepFormProps {
  save: (text: FieldReader) => Promise<void>
  saveWord: string
  onCancel?: (() => void) | undefined
  children: ReactNode
}

function StepForm({ save, saveWord, onCancel, children }: StepFormProps) {
  const own = useTranslations('ownAccount')
  const common = useTranslations('common')
  const form = useForm((values) => save(fieldReader(values)), useAccountError({ isOfAppAlone: true }))
  return (
    <Form form={form} method="post" className="flex w-full max-w-[376px] flex-col gap-4">
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      {children}
      <div className="flex gap-2">
        <Button type="submit" tone="main" disabled={form.isBusy}>
          {form.isBusy ? own('saving') : saveWord}
        </Button>
        {onCancel && <Button onClick={onCancel}>{common('cancel')}</Button>}
      </div>
    </Form>
  )
}

/** The secret as a QR code, dark on light in every theme, and as text. */
function SecretForApp({ secret, qr }: NewSecondFactor) {
  const t = useTranslations('secondFactor')
  return (
    <>
      <p className="text-second">{t('scanText')}</p>
      <svg
        role="img"
        aria-label={t('qrCode')}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="size-48 rounded-card bg-white"
      >
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="flex flex-col items-start gap-2">
        <p className="text-second">{t('secretText')}</p>
        <p className="break-all font-mono">{secret.match(/.{1,4}/g)?.join(' ')}</p>
        <CopyButton text={secret} size="small">
          {t('copySecret')}
        </CopyButton>
      </div>
    </>
  )
}

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

interface SetUpProps {
  /** Called after the recovery codes were shown. */
  onDone: () => void
  doneWord: string
  onCancel?: () => void
}

/** Turns on a second factor: password, then secret and first code, then recovery codes. */
export function SetUpSecondFactor({ onDone, doneWord, onCancel }: SetUpProps) {
  const t = useTranslations('secondFactor')
  const [made, setMade] = useState<NewSecondFactor | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes)
    return (
      <div className="flex max-w-[376px] flex-col gap-4">
        <Notice tone="success">{t('isOnNow')}</Notice>
        <RecoveryCodes codes={codes} />
        <div>
          <Button tone="main" onClick={onDone}>
            {doneWord}
          </Button>
        </div>
      </div>
    )
  if (made)
    return (
      <StepForm
        key="code"
        save={async (text) => {
          const { recoveryCodes } = await confirmSecondFactor({ code: text('code') })
          setCodes(recoveryCodes)
        }}
        saveWord={t('turnOn')}
        onCancel={onCancel}
      >
        <SecretForApp {...made} />
        <CodeField isOfAppAlone autoFocus />
      </StepForm>
    )
  return (
    <StepForm
      key="password"
      save={async (text) => setMade(await beginSecondFactor({ currentPassword: text('currentPassword') }))}
      saveWord={t('continue')}
      onCancel={onCancel}
    >
      <CurrentPassword autoFocus />
    </StepForm>
  )
}
