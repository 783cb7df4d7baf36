'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { type FormError, formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'

interface DialogFormProps {
  title: string
  description: string
  confirm: string
  isDangerous?: boolean
  canSubmit?: boolean
  onClose: () => void
  /** Does it with what was entered. The dialog is closed when it is done. */
  act: (values: FormData) => Promise<void>
  children?: (error: FormError) => ReactNode
}

/** An open dialog with a form that does something once it is confirmed. */
export function DialogForm({ title, description, confirm, onClose, act, children, ...rest }: DialogFormProps) {
  const { isDangerous = false, canSubmit = true } = rest
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
      onClose()
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button tone={isDangerous ? 'danger' : 'main'} type="submit" form={formId} disabled={isBusy || !canSubmit}>
        {confirm}
      </Button>
    </>
  )
  return (
    <Dialog isOpen onClose={onClose} title={title} description={description} actions={actions}>
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {problem.message && <Notice tone="error">{problem.message}</Notice>}
        {children?.(problem)}
      </form>
    </Dialog>
  )
}
