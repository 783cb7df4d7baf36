'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { ErrorNotice } from '@/components/kit/form-error'
import { Button, type ButtonStyle } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { CurrentPassword } from './account-fields'
import { CodeField } from './code-field'
import { type Typed, useAccountForm } from './use-account-form'

interface OwnerDialogProps<Result> {
  button: ComponentProps<'button'> & ButtonStyle
  title: string
  text?: string
  confirm: string
  busy?: string
  isDangerous?: boolean
  withCode?: boolean
  /** False if the account has none, so that something else must prove who the user is. */
  withPassword?: boolean
  /** Fields above the password. */
  fields?: (errors: Record<string, string>) => ReactNode
  act: (text: Typed) => Promise<Result>
  /** Renders the result in the dialog. If undefined, the dialog closes. */
  done?: (result: Result) => ReactNode
  onDone?: () => void
}

/** A button whose dialog asks for the password again before an action on the user's own account. */
export function OwnerDialog<Result>({
  button,
  title,
  text,
  confirm,
  act,
  done,
  onDone,
  fields,
  withPassword = true,
  ...how
}: OwnerDialogProps<Result>) {
  const common = useTranslations('common')
  const own = useTranslations('ownAccount')
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [result, setResult] = useState<{ of: Result } | null>(null)
  const { submit, state, message, errors, forget } = useAccountForm(act, (of) => {
    if (done) return setResult({ of })
    setOpen(false)
    onDone?.()
  })
  const close = () => {
    setOpen(false)
    forget()
    if (result) onDone?.()
    setResult(null)
  }
  const actions = (
    <>
      <Button onClick={close}>{common('cancel')}</Button>
      <Button tone={how.isDangerous ? 'danger' : 'main'} type="submit" form={formId} disabled={state === 'saving'}>
        {state === 'saving' ? (how.busy ?? own('saving')) : confirm}
      </Button>
    </>
  )
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} />
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={title}
        description={result ? undefined : text}
        actions={
          result ? (
            <Button tone="main" onClick={close}>
              {common('close')}
            </Button>
          ) : (
            actions
          )
        }
      >
        {result ? (
          done?.(result.of)
        ) : (
          <form id={formId} method="post" onSubmit={submit} className="flex flex-col gap-4">
            <ErrorNotice>{message}</ErrorNotice>
            {fields?.(errors)}
            {withPassword && <CurrentPassword error={errors.currentPassword} />}
            {how.withCode && <CodeField error={errors.code} />}
          </form>
        )}
      </Dialog>
    </>
  )
}
