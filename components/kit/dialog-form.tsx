'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice, type FormError, formError, noFormError } from './form-error'

interface DialogFormProps {
  title: string
  description?: string
  cancel?: string
  confirm: ReactNode
  busy?: string
  isDangerous?: boolean
  isWide?: boolean
  canSubmit?: boolean
  onClose: () => void
  act: (values: FormData) => Promise<unknown>
  /** Keeps the dialog open after success, because another page or dialog replaces it. */
  staysOpen?: boolean
  children?: ReactNode | ((error: FormError) => ReactNode)
}

export function DialogForm({ title, cancel = 'Cancel', confirm, onClose, act, children, ...rest }: DialogFormProps) {
  const { description, busy = confirm, isDangerous = false, isWide = false, canSubmit = true } = rest
  const formId = useId()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // React events bubble from the dialog to the form of the component that opened it.
    event.stopPropagation()
    const values = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(noFormError)
    try {
      await act(values)
      if (!rest.staysOpen) onClose()
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onClick={onClose}>{cancel}</Button>
      <Button tone={isDangerous ? 'danger' : 'main'} type="submit" form={formId} disabled={isBusy || !canSubmit}>
        {isBusy ? busy : confirm}
      </Button>
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
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorNotice>{problem.message}</ErrorNotice>
        {typeof children === 'function' ? children(problem) : children}
      </form>
    </Dialog>
  )
}
