import { z } from 'zod'

export const newAccountFields = {
  name: z.string().trim().min(1, 'Enter your name.').max(100, 'At most 100 characters.'),
  email: z.string().trim().toLowerCase().pipe(z.email('Enter a valid e-mail address.').max(254)),
  password: z.string().min(10, 'At least 10 characters.').max(200, 'At most 200 characters.'),
}

export const setupInput = z.strictObject({
  token: z.string().min(1).max(200),
  ...newAccountFields,
  withDemo: z.boolean(),
})
export type SetupInput = z.infer<typeof setupInput>

export const setupOutput = z.strictObject({ projectSlug: z.string().nullable() })
export type SetupOutput = z.infer<typeof setupOutput>
