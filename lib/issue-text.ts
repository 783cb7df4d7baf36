import { z } from 'zod'

const shown = (value: unknown) =>
  typeof value === 'number' || typeof value === 'bigint'
    ? value.toLocaleString('en', { maximumFractionDigits: 20 })
    : String(value)

const units: Record<string, string> = { string: 'character', array: 'element', set: 'element', map: 'element' }
const size = (most: number | bigint, origin: string) => {
  const unit = units[origin]
  return unit ? `${shown(most)} ${unit}${Number(most) === 1 ? '' : 's'}` : shown(most)
}
const types: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}
const formats: Record<string, string> = {
  url: 'a URL such as https://example.org',
  email: 'an e-mail address',
  datetime: 'a time such as 2026-01-31T09:00:00Z',
  uuid: 'a UUID such as 7d9f1c52-3b0e-4a67-9c1d-2f8e5b6a0c34',
}

/** Returns what the value must be, such as "at least 1"; undefined where zod's own text is clear enough. */
export function issueText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'a value' : types[issue.expected]
    case 'invalid_value':
      return issue.values.length === 1 ? shown(issue.values[0]) : `one of: ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${size(issue.minimum, issue.origin)}`
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${size(issue.maximum, issue.origin)}`
    case 'not_multiple_of':
      return `a multiple of ${shown(issue.divisor)}`
    case 'invalid_format':
      return formats[issue.format]
    case 'invalid_union':
      return Array.isArray(issue.options) ? `one of: ${issue.options.map(String).join(', ')}` : undefined
    default:
      return undefined
  }
}

const sentence = (issue: z.core.$ZodRawIssue) => {
  const text = issueText(issue)
  return text && `${/^(at|less|more) /.test(text) ? text[0]!.toUpperCase() + text.slice(1) : `Enter ${text}`}.`
}

// Replaces zod's texts, such as "Too small: expected number to be >=1", in all schemas that have none of their own.
z.config({ customError: sentence })
