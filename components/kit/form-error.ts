import { ApiError } from '@/lib/client/api-error'

/** Errors of a form: a sentence for the form as a whole, and messages by field. */
export interface FormError {
  message: string | null
  fields: Record<string, string>
}

export const noFormError: FormError = { message: null, fields: {} }

/**
 * Converts an error for display in a form. Messages by field are shown beside the fields, so `message` is null if there
 * is nothing else.
 */
export function formError(error: unknown, prefix = ''): FormError {
  if (!(error instanceof ApiError)) return { message: 'Something went wrong. Nothing was changed.', fields: {} }
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([field, wrong]) => [
      field.startsWith(prefix) ? field.slice(prefix.length) : field,
      wrong,
    ]),
  )
  const isOnlyFields = error.code === 'invalid-input' && Object.keys(fields).length > 0
  return { message: isOnlyFields ? null : error.message, fields }
}
