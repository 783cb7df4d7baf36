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
  const failure = (error ?? {}) as DatabaseFailure
  const sentence = sentenceByCode(failure, new URL(url)) ?? sentenceByMessage(failure, new URL(url))
  return sentence ? new StartError(`Could not use DATABASE_URL: ${sentence}.`, { cause: error }) : null
}

const serverOf = ({ hostname, port }: URL) => `${hostname}:${port || 5432}`

function sentenceByCode({ code, message }: DatabaseFailure, location: URL): string | undefined {
  const server = serverOf(location)
  const user = `user "${decodeURIComponent(location.username)}"`
  const name = decodeURIComponent(location.pathname.slice(1))
  return {
    ECONNREFUSED: `there is no PostgreSQL at ${server}. Start it, or correct the address`,
    ENOTFOUND: `the host ${location.hostname} was not found. Correct the address`,
    EAI_AGAIN: `the host ${location.hostname} was not found. Correct the address`,
    ETIMEDOUT: `${server} does not respond. Check the address and the network`,
    EHOSTUNREACH: `${server} cannot be reached. Check the address and the network`,
    '28P01': `${server} rejected the password of ${user}`,
    '28000': /no encryption/.test(String(message))
      ? `${server} accepts ${user} over TLS only. Append ?sslmode=verify-full`
      : `${server} rejected ${user} (${message})`,
    '3D000': `${server} has no database "${name}". Create it, or correct the name`,
    '42501': `${user} does not have permission to create tables in database "${name}"`,
    '53300': `${server} accepts no more connections. Raise max_connections, or lower DATABASE_POOL_SIZE`,
  }[String(code)]
}

/** For errors without a code of their own, and those of TLS, which have one of many. */
function sentenceByMessage({ code, message }: DatabaseFailure, location: URL): string | undefined {
  const server = serverOf(location)
  if (/^(DEPTH_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_)/.test(String(code)))
    return `the certificate of ${server} is not trusted (${message}). Append ?sslmode=verify-full&sslrootcert=FILE with the file of its certificate authority, and use the host name in the certificate`
  if (/does not support SSL/.test(String(message)))
    return `PostgreSQL at ${server} has no TLS. Turn it on there (ssl = on), or remove sslmode`
  if (/timeout expired|SASL|authentication failed|password must be a string/.test(String(message)))
    return `signing in to PostgreSQL at ${server} failed. Check the user and password`
  return undefined
}
