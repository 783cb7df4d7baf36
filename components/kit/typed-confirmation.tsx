'use client'

import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { formError, noFormError } from './form-error'

interface TypedConfirmationProps {
  words: { open: string; title: string; cancel: string; confirm: string; busy: string }
  /** What must be typed. Its name is that of the field which an error names. */
  field: { label: string; name: string; type?: string; maxLength: number }
  /** Does it with what was typed, and leaves the page. */
  act: (typed: string) => Promise<void>
  children: ReactNode
}

/** A button whose dialog deletes something for good, once a name has been typed. */
export function TypedConfirmation({ words, field, act, children }: TypedConfirmationProps) {
  const formId = useId()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get(field.name))
    setBusy(true)
    setProblem(noFormError)
    try {
      await act(typed)
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  const actions = (
    <>
      <Button onClick={() => setAsking(false)}>{words.cancel}</Button>
      <Button tone="danger" type="submit" form={formId} disabled={isBusy}>
        {isBusy ? words.busy : words.confirm}
      </Button>
    </>
  )
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {words.open}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={words.title} actions={actions}>
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {problem.message && <Notice tone="error">{problem.message}</Notice>}
          {children}
          <Field {...field} required autoComplete="off" error={problem.fields[field.name]} />
        </form>
      </Dialog>
    </>
  )
}
