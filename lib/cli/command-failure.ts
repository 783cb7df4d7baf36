import { constants } from 'node:os'
import { CommanderError } from 'commander'
import { AppError } from '@/lib/errors'

export class Interrupted extends Error {
  /** 130 for Ctrl-C and 143 for SIGTERM, as shells report them. */
  readonly exitStatus: number

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('Interrupted. Unfinished changes were not saved.')
    this.name = 'Interrupted'
    this.exitStatus = 128 + constants.signals[signal]
  }
}

/** Converts an error to a code and a message; an unexpected error shows its stack, to be reported. */
function failure(error: unknown): { code: string; message: string; fields?: Record<string, string> } {
  if (error instanceof AppError) return error
  if (error instanceof CommanderError) return { code: 'invalid-input', message: error.message.replace(/^error: /, '') }
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) }
  const { name, message, stack } = error
  if (name === 'Interrupted') return { code: 'interrupted', message }
  if (name === 'StartError' || name === 'Problem') return { code: 'unavailable', message }
  return { code: 'internal', message: stack ?? message }
}

export function failureText(error: unknown, asJson: boolean): string {
  const { code, message, fields = {} } = failure(error)
  return asJson ? JSON.stringify({ error: { code, message, fields } }) : message
}
