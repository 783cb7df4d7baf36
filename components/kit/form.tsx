'use client'

import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FieldErrors } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PageForm } from '@/components/ui/page-form'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { ApiError } from '@/lib/client/api'

/** Returns a function that reads fields of a form; missing ones are ''. */
export const fieldReader = (values: FormData) => (name: string) => String(values.get(name) ?? '')

export type FieldReader = ReturnType<typeof fieldReader>

/**
 * Sends the values of a form, and keeps its state for `Form`, buttons and messages. `explain` words an error. A form that
 * calls `change` asks before unsaved changes are lost.
 */
export function useForm<Result>(
  act: (values: FormData) => Promise<Result>,
  explain: (error: unknown, values: FormData) => FormError = (error) => formError(error),
) {
  const [state, setState] = useState<'idle' | 'sending' | 'done'>('idle')
  const [problem, setProblem] = useState(noFormError)
  const [result, setResult] = useState<Result>()
  const [isChanged, setChanged] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  useLeaveWarning(isChanged)
  useEffect(() => {
    if (Object.keys(problem.fields).length > 0) focusFirstError(element.current)
    else if (problem.message) showAlert(element.current)
  }, [problem])

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // React events bubble from a dialog to the form of the component that opened it.
    event.stopPropagation()
    element.current = event.currentTarget
    const values = new FormData(event.currentTarget)
    setState('sending')
    setProblem(noFormError)
    try {
      setResult(await act(values))
      setState('done')
      setChanged(false)
    } catch (error) {
      setProblem(explain(error, values))
      setState('idle')
    }
  }
  const change = () => {
    setState('idle')
    setChanged(true)
  }
  return { state, isBusy: state === 'sending', problem, result, onSubmit, change }
}

const focusFirstError = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()

/** In a long form, the message above the fields may be scrolled out of view. */
const showAlert = (form: HTMLFormElement | null) =>
  form?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' })

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
    <PageForm onSubmit={(event) => void form.onSubmit(event)} {...rest} />
  </FieldErrors>
)

export interface FormError {
  message: string | null
  fields: Record<string, string>
}

export const noFormError: FormError = { message: null, fields: {} }

/** The message of an error that is not an answer of the server. It may have been thrown after a change was saved. */
export const browserProblem =
  'Something went wrong in your browser. Reload the page to see whether the change was saved.'

/** Converts an error for display. `message` is null if all messages belong to fields, which show them. */
export function formError(error: unknown, prefix = ''): FormError {
  if (!(error instanceof ApiError)) return { message: browserProblem, fields: {} }
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([field, wrong]) => [
      // A list, such as one name per line, is a single field.
      (field.startsWith(prefix) ? field.slice(prefix.length) : field).replace(/\.\d+$/, ''),
      wrong,
    ]),
  )
  const isOnlyFields = error.code === 'invalid-input' && Object.keys(fields).length > 0
  return { message: isOnlyFields ? null : error.message, fields }
}

/** Returns all messages of an error, also those of fields. */
export function errorText(error: unknown): string {
  const { message, fields } = formError(error)
  return [message, ...Object.values(fields)].filter(Boolean).join(' ')
}

interface ErrorNoticeProps {
  /** What was thrown, where no sentence is given. */
  error?: unknown
  title?: string
  children?: ReactNode
  className?: string
}

/** Says what went wrong; nothing where nothing has. */
export function ErrorNotice({ error, title, children, className }: ErrorNoticeProps) {
  if (!error && !children) return null
  return (
    <Notice tone="error" title={title} className={className}>
      {children ?? formError(error).message}
    </Notice>
  )
}
