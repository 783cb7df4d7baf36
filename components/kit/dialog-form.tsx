'use client'

import { useRouter } from 'next/navigation'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ReasonField } from '@/components/ui/field'
import { ErrorNotice, Form, type FormError, useForm } from './form'

interface DialogFormProps<Result> {
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
  act: (values: FormData) => Promise<Result>
  /**
   * When to refresh the page, and what Back shows after `act` has opened another one. A refresh after a failure may
   * replace what the user tried to change, or this dialog.
   */
  refreshes?: 'after-success' | 'always' | undefined
  explain?: (error: unknown, values: FormData) => FormError
  /** Keeps the dialog open after success, because another page replaces it. */
  staysOpen?: boolean
  /**
   * Renders the result in a dialog of its own, which replaces this one. The dialog cannot be closed while `act` runs,
   * because the result would be lost.
   */
  done?: ((result: Result) => ReactNode) | undefined
  doneTitle?: string
  doneWord?: string
  /** Runs after success, with `done` when the result is closed. */
  onDone?: (() => void) | undefined
  children?: ReactNode | ((error: FormError) => ReactNode)
}

export function DialogForm<Result>({ title, confirm, onClose, act, children, ...rest }: DialogFormProps<Result>) {
  const { description, cancel = 'Cancel', busy = confirm, isDangerous = false, isWide = false, canSubmit = true } = rest
  const { done, doneTitle = title, doneWord = 'Done', onDone } = rest
  const formId = useId()
  const router = useRouter()
  const finish = () => {
    onClose()
    onDone?.()
  }
  const form = useForm(async (values) => {
    const result = await act(values).catch((error: unknown) => {
      if (rest.refreshes === 'always') router.refresh()
      throw error
    })
    if (rest.refreshes) router.refresh()
    if (!done && !rest.staysOpen) finish()
    return result
  }, rest.explain)
  if (done && form.state === 'done')
    return (
      <Dialog
        key="done"
        isOpen
        onClose={finish}
        title={doneTitle}
        actions={
          <Button tone="main" onClick={finish}>
            {doneWord}
          </Button>
        }
      >
        {done(form.result as Result)}
      </Dialog>
    )
  // With `staysOpen`, it stays disabled after success.
  const isBusy = form.state !== 'idle'
  const mustWait = isBusy && done !== undefined
  const close = () => {
    if (!mustWait) onClose()
  }
  const actions = (
    <>
      <Button onClick={close} disabled={mustWait}>
        {cancel}
      </Button>
      {confirm && (
        <Button tone={isDangerous ? 'danger' : 'main'} type="submit" form={formId} disabled={isBusy || !canSubmit}>
          {isBusy ? busy : confirm}
        </Button>
      )}
    </>
  )
  return (
    <Dialog
      key="form"
      isOpen
      isWide={isWide}
      isBusy={isBusy}
      onClose={close}
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

interface FormButtonProps<Result> extends Omit<DialogFormProps<Result>, 'onClose'> {
  button: ComponentProps<typeof Button>
}

/** A button that opens a form in a dialog. */
export const FormButton = <Result,>({ button, ...form }: FormButtonProps<Result>) => (
  <DialogButton {...button} dialog={(close) => <DialogForm {...form} onClose={close} />} />
)

interface ReasonDialogButtonProps {
  label: ReactNode
  size?: 'small'
  title: string
  description: string
  action: ReactNode
  /** Says who will read the reason. */
  hint: string
  act: (reason: string) => Promise<unknown>
  children?: ReactNode
}

/** Runs an irreversible action after asking for a reason. */
export const ReasonDialogButton = ({ label, size, ...form }: ReasonDialogButtonProps) => (
  <DialogButton size={size} dialog={(close) => <ReasonDialog {...form} onClose={close} />}>
    {label}
  </DialogButton>
)

type ReasonDialogProps = Omit<ReasonDialogButtonProps, 'label' | 'size'> & { onClose: () => void }

function ReasonDialog({ action, hint, act, children, ...texts }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  return (
    <DialogForm
      {...texts}
      confirm={action}
      isDangerous
      canSubmit={reason.trim() !== ''}
      refreshes="after-success"
      act={() => act(reason)}
    >
      {children}
      <ReasonField
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint={hint}
      />
    </DialogForm>
  )
}
