import { StartError } from './start-error.mjs'

interface DatabaseFailure {
  code?: unknown
  message?: unknown
}

/** Returns a handler that throws an error as `databaseProblem` describes it, or as it is. */
export const explainProblem =
  (url: string) =>
  (error: unknown): never => {
    throw databaseProblem(error, url) ?? error
  }

/** Describes what is wrong with DATABASE_URL in one sentence, without its password; null for any other error. */
export function databaseProblem(error: unknown, url: string): StartError | null {
  const { code } = (error ?? {}) as DatabaseFailure
  const location = new URL(url)
  const server = `${location.hostname}:${location.port || 5432}`
  const name = decodeURIComponent(location.pathname.slice(1))
  const sentence = {
    ECONNREFUSED: `there is no PostgreSQL at ${server}. Start it, or correct the address`,
    ENOTFOUND: `the host ${location.hostname} was not found. Correct the address`,
    EAI_AGAIN: `the host ${location.hostname} was not found. Correct the address`,
    ETIMEDOUT: `${server} does not respond. Check the address and the network`,
    EHOSTUNREACH: `${server} cannot be reached. Check the address and the network`,
    '28P01': `${server} rejected the password of user "${decodeURIComponent(location.username)}"`,
    '28000': `${server} rejected user "${decodeURIComponent(location.username)}"`,
    '3D000': `${server} has no database "${name}". Create it, or correct the name`,
    '42501': `user "${decodeURIComponent(location.username)}" does not have permission to create tables in database "${name}"`,
    '53300': `${server} accepts no more connections. Raise max_connections, or lower DATABASE_POOL_SIZE`,
  }[String(code)]
  if (sentence) return new StartError(`Could not use DATABASE_URL: ${sentence}.`, { cause: error })
  if (
    /timeout expired|SASL|authentication failed|password must be a string/.test(
      String((error as DatabaseFailure | null)?.message),
    )
  )
    return new StartError(
      `Could not use DATABASE_URL: signing in to PostgreSQL at ${server} failed. Check the user and password.`,
      { cause: error },
    )
  return null
}
