import { ApiError } from '@/lib/client/api-error'

export interface FormError {
  message: string | null
  fields: Record<string, string>
}

export const noFormError: FormError = { message: null, fields: {} }

/** Converts an error for display. `message` is null if all messages belong to fields, which show them. */
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
