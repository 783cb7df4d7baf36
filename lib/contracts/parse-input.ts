import type { z } from 'zod'
import { AppError } from '@/lib/errors'

/** A value as its schema has it. AppError `invalid-input` says what is wrong by field: `answers.2` → "must be no, maybe or yes". */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.') || 'body', issue.message]))
  throw new AppError('invalid-input', `The ${what} is not valid. Check ${Object.keys(fields).join(', ')}.`, fields)
}
