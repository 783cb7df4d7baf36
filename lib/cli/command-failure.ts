import { CommanderError } from 'commander'
import { AppError } from '@/lib/errors'

export class Interrupted extends Error {
  constructor() {
    super('Interrupted. Unfinished changes were not saved.')
    this.name = 'Interrupted'
  }
}

const isNamed = (error: unknown, ...names: string[]) => error instanceof Error && names.includes(error.name)

/** Converts an error to a code and a message; an unexpected error shows its stack, to be reported. */
function failure(error: unknown): { code: string; message: string; fields: Record<string, string> } {
  if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields }
  if (error instanceof CommanderError) {
    return { code: 'invalid-input', message: error.message.replace(/^error: /, ''), fields: {} }
  }
  if (isNamed(error, 'Interrupted')) return { code: 'interrupted', message: (error as Error).message, fields: {} }
  if (isNamed(error, 'StartError', 'Problem'))
    return { code: 'unavailable', message: (error as Error).message, fields: {} }
  return {
    code: 'internal',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    fields: {},
  }
}

export function failureText(error: unknown, asJson: boolean): string {
  const { code, message, fields } = failure(error)
  return asJson ? JSON.stringify({ error: { code, message, fields } }) : message
}
