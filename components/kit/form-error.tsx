import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/client/api-error'

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
      field.startsWith(prefix) ? field.slice(prefix.length) : field,
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
