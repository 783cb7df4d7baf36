'use client'

import { type ComponentProps, type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FieldErrors } from '@/components/ui/field'
import { formError, noFormError } from './form-error'

/** Returns a function that reads fields of a form; missing ones are ''. */
export const fieldReader = (values: FormData) => (name: string) => String(values.get(name) ?? '')

export type FieldReader = ReturnType<typeof fieldReader>

/** Sends the values of a form, and keeps its state for `Form`, buttons and messages. `explain` words an error. */
export function useForm<Result>(act: (values: FormData) => Promise<Result>, explain: typeof formError = formError) {
  const [state, setState] = useState<'idle' | 'sending' | 'done'>('idle')
  const [problem, setProblem] = useState(noFormError)
  const [result, setResult] = useState<Result>()

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // React events bubble from a dialog to the form of the component that opened it.
    event.stopPropagation()
    const values = new FormData(event.currentTarget)
    setState('sending')
    setProblem(noFormError)
    try {
      setResult(await act(values))
      setState('done')
    } catch (error) {
      setProblem(explain(error))
      setState('idle')
    }
  }
  return { state, isBusy: state === 'sending', problem, result, onSubmit, change: () => setState('idle') }
}

/** The button of a form of settings, with its state. */
export const SaveBar = ({ form: { state }, children }: { form: { state: string }; children: string }) => (
  <div className="flex items-center gap-3">
    <Button tone="main" type="submit" disabled={state === 'sending'}>
      {children}
    </Button>
    <p role="status" className="text-second">
      {state === 'sending' ? 'Saving…' : state === 'done' ? 'Saved' : ''}
    </p>
  </div>
)

type FormProps = ComponentProps<'form'> & { form: Pick<ReturnType<typeof useForm>, 'problem' | 'onSubmit'> }

/** Shows errors of fields at the fields. The caller shows `problem.message`. */
export const Form = ({ form, ...rest }: FormProps) => (
  <FieldErrors value={form.problem.fields}>
    <form onSubmit={(event) => void form.onSubmit(event)} {...rest} />
  </FieldErrors>
)
