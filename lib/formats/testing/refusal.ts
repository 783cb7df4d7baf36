import { expect } from 'vitest'
import { FormatError } from '@/lib/formats/format-error'

/** Returns the FormatError with which work fails, whose message must be whole sentences. */
export async function formatError(work: Promise<unknown>): Promise<FormatError> {
  const error: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof FormatError)) throw new Error(`expected a FormatError, got ${error}`)
  expect(error.message).toContain(`${error.file}, ${error.where}: expected `.replaceAll(/\p{Cc}/gu, '\uFFFD'))
  expect(error.message).toMatch(/: expected .+, found .+\. [A-Z].+\.$/s)
  return error
}

/** Returns location, expected and found value of the FormatError, in a file whose path ends with `file`. */
export async function refusalOf(work: Promise<unknown>, file = ''): Promise<string> {
  const error = await formatError(work)
  expect(error.file.endsWith(file)).toBe(true)
  return `${error.where} | ${error.problem.expected} | ${error.problem.found}`
}
