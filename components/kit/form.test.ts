import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api'
import { formError } from './form'

test('shows a problem with one entry of a list at the field of the list', () => {
  const error = new ApiError(400, 'invalid-input', 'The body is not valid. Check otherNames.0.', {
    'otherNames.0': 'At most 1,000 characters.',
    'settings.places': 'At most 10.',
  })
  expect(formError(error)).toEqual({
    message: null,
    fields: { otherNames: 'At most 1,000 characters.', 'settings.places': 'At most 10.' },
  })
})
