'use client'

import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Form, useForm } from './form'
import { ErrorNotice, type FormError, type formError } from './form-error'

interface DialogFormProps {
  title: string
  description?: string
  cancel?: string
  /** Null if the dialog only says why there is nothing to confirm. */
  confirm: ReactNode
  busy?: string
  isDangerous?: boolean
  isWide?: boolean
  canSubmit?: boolean
  onClose: () => void
  act: (values: FormData) => Promise<unknown>
  explain?: typeof formError
  /** Keeps the dialog open after success, because another page or dialog replaces it. */
  staysOpen?: boolean
  children?: ReactNode | ((error: FormError) => ReactNode)
}

export function DialogForm({ title, cancel = 'Cancel', confirm, onClose, act, children, ...rest }: DialogFormProps) {
  const { description, busy = confirm, isDangerous = false, isWide = false, canSubmit = true } = rest
  const formId = useId()
  const form = useForm(async (values) => {
    await act(values)
    if (!rest.staysOpen) onClose()
  }, rest.explain)
  // With `staysOpen`, it stays disabled after success.
  const isBusy = form.state !== 'idle'
  const actions = (
    <>
      <Button onClick={onClose}>{cancel}</Button>
      {confirm && (
        <Button tone={isDangerous ? 'danger' : 'main'} type="submit" form={formId} disabled={isBusy || !canSubmit}>
          {isBusy ? busy : confirm}
        </Button>
      )}
    </>
  )
  return (
    <Dialog
      isOpen
      isWide={isWide}
      isBusy={isBusy}
      onClose={onClose}
      title={title}
      description={description}
      actions={actions}
    >
      <Form form={form} id={formId} className="flex flex-col gap-4">
        <ErrorNotice>{form.problem.message}</ErrorNotice>
        {typeof children === 'function' ? children(form.problem) : children}
      </Form>
    </Dialog>
  )
}

interface DialogButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  dialog: (close: () => void) => ReactNode
}

/** A button that opens a dialog. */
export function DialogButton({ dialog, ...rest }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} {...rest} />
      {isOpen && dialog(() => setOpen(false))}
    </>
  )
}
