'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { type FormError, formError, noFormError } from './form-error'

interface DialogFormProps {
  title: string
  description?: string
  cancel?: string
  confirm: ReactNode
  /** What the button says while it is being done. */
  busy?: string
  isDangerous?: boolean
  isWide?: boolean
  canSubmit?: boolean
  onClose: () => void
  /** Does it with what was entered. */
  act: (values: FormData) => Promise<unknown>
  /** The dialog stays when it is done, because another page or another dialog takes its place. */
  staysOpen?: boolean
  children?: ReactNode | ((error: FormError) => ReactNode)
}

/** An open dialog with a form that does something once it is confirmed. */
export function DialogForm({ title, cancel = 'Cancel', confirm, onClose, act, children, ...rest }: DialogFormProps) {
  const { description, busy = confirm, isDangerous = false, isWide = false, canSubmit = true } = rest
  const formId = useId()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // The dialog stands in the tree of what opened it, whose own forms are not meant.
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
        {problem.message && <Notice tone="error">{problem.message}</Notice>}
        {typeof children === 'function' ? children(problem) : children}
      </form>
    </Dialog>
  )
}
