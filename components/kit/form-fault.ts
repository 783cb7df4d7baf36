import { ApiError } from '@/lib/client/api-error'

/** What went wrong with a form: a sentence for the whole, and what is wrong with each field. */
export interface FormFault {
  message: string | null
  fields: Record<string, string>
}

export const noFault: FormFault = { message: null, fields: {} }

/** The fault behind an error. A field's own words stand beside the field, so the sentence is left out then. */
export function formFault(error: unknown, prefix = ''): FormFault {
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
