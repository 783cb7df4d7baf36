import { z } from 'zod'
import { accountProblems } from '@/lib/domain/accounts/account-problem'

/**
 * Characters that change the direction of text or are invisible: a name could look like another's. Persian and Indian
 * names need the joiners U+200C and U+200D.
 */
const unwanted = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

export const newAccountFields = {
  name: z
    .string()
    .overwrite((name) => name.replace(unwanted, ''))
    .trim()
    .min(1, accountProblems.noName)
    .max(100, accountProblems.longName),
  email: z.string().trim().toLowerCase().pipe(z.email(accountProblems.wrongEmail).max(254)),
  password: z.string().min(10, accountProblems.shortPassword).max(200, accountProblems.longPassword),
}

export const setupInput = z.strictObject({
  token: z.string().min(1).max(200),
  ...newAccountFields,
  withDemo: z.boolean(),
})
export type SetupInput = z.infer<typeof setupInput>

export const setupOutput = z.strictObject({ projectSlug: z.string().nullable() })
export type SetupOutput = z.infer<typeof setupOutput>
