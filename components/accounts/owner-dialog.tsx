'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { type FieldReader, fieldReader } from '@/components/kit/form'
import { Button, type ButtonStyle } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { CurrentPassword } from './account-fields'
import { CodeField } from './code-field'
import { useAccountError } from './use-account-error'

interface OwnerDialogProps<Result> {
  button: ComponentProps<'button'> & ButtonStyle
  title: string
  text: string
  confirm: string
  busy?: string
  isDangerous?: boolean
  withCode?: boolean
  /** False if the account has none, so that something else must prove who the user is. */
  withPassword?: boolean
  /** Fields above the password. */
  fields?: ReactNode
  act: (text: FieldReader) => Promise<Result>
  /** Renders the result in the dialog. If undefined, the dialog closes. */
  done?: (result: Result) => ReactNode
  onDone?: () => void
}

/** A button whose dialog asks for the password again before an action on the user's own account. */
export function OwnerDialog<Result>({ button, title, act, done, onDone, ...props }: OwnerDialogProps<Result>) {
  const { text, confirm, isDangerous = false, withCode, withPassword = true, fields } = props
  const common = useTranslations('common')
  const own = useTranslations('ownAccount')
  const explain = useAccountError()
  const [isOpen, setOpen] = useState(false)
  const [result, setResult] = useState<{ of: Result } | null>(null)

  async function send(values: FormData) {
    const of = await act(fieldReader(values))
    if (done) return setResult({ of })
    setOpen(false)
    onDone?.()
  }
  const close = () => {
    setOpen(false)
    setResult(null)
    if (result) onDone?.()
  }
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} />
      {isOpen && !result && (
        <DialogForm
          title={title}
          description={text}
          cancel={common('cancel')}
          confirm={confirm}
          busy={props.busy ?? own('saving')}
          isDangerous={isDangerous}
          onClose={close}
          act={send}
          explain={explain}
          staysOpen
        >
          {fields}
          {withPassword && <CurrentPassword />}
          {withCode && <CodeField />}
        </DialogForm>
      )}
      {result && (
        <Dialog
          isOpen
          onClose={close}
          title={title}
          actions={
            <Button tone="main" onClick={close}>
              {common('close')}
            </Button>
          }
        >
          {done?.(result.of)}
        </Dialog>
      )}
    </>
  )
}
