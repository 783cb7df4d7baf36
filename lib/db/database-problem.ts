import { StartError } from './start-error.mjs'

interface DatabaseFailure {
  code?: unknown
  message?: unknown
}

/** What is wrong with DATABASE_URL, as one sentence without its password; null when the error says something else. */
export function databaseProblem(error: unknown, url: string): StartError | null {
  const { code } = (error ?? {}) as DatabaseFailure
  const location = new URL(url)
  const server = `${location.hostname}:${location.port || 5432}`
  const name = decodeURIComponent(location.pathname.slice(1))
  const sentence = {
    ECONNREFUSED: `no PostgreSQL answers at ${server}: start it, or correct the address`,
    ENOTFOUND: `there is no host ${location.hostname}`,
    EAI_AGAIN: `there is no host ${location.hostname}`,
    ETIMEDOUT: `${server} does not answer`,
    EHOSTUNREACH: `${server} cannot be reached`,
    '28P01': `${server} refuses the password of user "${decodeURIComponent(location.username)}"`,
    '28000': `${server} refuses user "${decodeURIComponent(location.username)}"`,
    '3D000': `${server} has no database "${name}": create it, or correct the name`,
    '42501': `user "${decodeURIComponent(location.username)}" may not create tables in database "${name}"`,
    '53300': `${server} has no connection left`,
  }[String(code)]
  if (sentence) return new StartError(`DATABASE_URL does not work: ${sentence}.`, { cause: error })
  if (/timeout expired|SASL|password must be a string/.test(String((error as DatabaseFailure | null)?.message)))
    return new StartError(
      `DATABASE_URL does not work: ${server} does not answer as PostgreSQL with this user and password.`,
      { cause: error },
    )
  return null
}
