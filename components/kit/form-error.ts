import { ApiError } from '@/lib/client/api-error'

/** What went wrong with a form: a sentence for the whole, and what is wrong with each field. */
export interface FormError {
  message: string | null
  fields: Record<string, string>
}

export const noFormError: FormError = { message: null, fields: {} }

/** What a form shows of an error. Messages about fields stand beside them; when there are only such, the sentence is left out. */
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
