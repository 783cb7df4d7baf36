import { Resolver, lookup as resolveName } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import {
  checkedAddress,
  FetchRefusal,
  type FetchRules,
  isAllowedHost,
  isPublicAddress,
  privateNetworkHint,
} from './fetch-rules'

type Resolve = (name: string) => Promise<{ address: string; family: number }[]>

export interface FetchOptions extends FetchRules {
  maxBytes?: number
  /** For one file including all its redirects. */
  timeoutMs?: number
  /** Resolves a name to all its addresses; by default uses `nameServers`. */
  resolve?: Resolve
}

export interface FileFetcher {
  /** Fetches a URL. Throws FetchRefusal if the rules forbid it or the response is not a usable file. */
  fetch(address: string, signal?: AbortSignal): Promise<Buffer>
  close(): void
}

const maxRedirects = 5
const defaults = { maxBytes: 100 * 2 ** 20, timeoutMs: 60_000 }
const maxTries = 3
const pauseMs = 300

/** A temporary problem, which is retried: one lost connection among thousands must not end an import. */
class Interruption extends Error {
  constructor(cause: unknown) {
    const { code, message } = cause as { code?: string; message?: string }
    super(typeof cause === 'string' ? cause : `no connection (${code ?? message ?? cause})`)
  }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`
const systemResolver: Resolve = (name) => resolveName(name, { all: true, verbatim: true })

/** Uses only these name servers, whatever internal names the system can resolve. */
function resolverAt(nameServers: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  resolver.setServers(nameServers)
  return async (name) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
    const found = (answer: typeof v4, family: number) =>
      answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
    return [...found(v4, 4), ...found(v6, 6)]
  }
}

/**
 * Resolves a name for a connection and passes on only checked addresses, so that a name that changes between check and
 * connection (DNS rebinding) has no effect. One private address is enough to refuse the name.
 */
function checkedLookup(url: URL, resolve: Resolve, options: FetchOptions): LookupFunction {
  return (name, { all }, done) => {
    resolve(name).then(
      (found) => {
        const inside = isAllowedHost(url, options) ? undefined : found.find(({ address }) => !isPublicAddress(address))
        if (inside)
          // Omits the address, so that internal names cannot be probed.
          return done(new FetchRefusal(`${name}, which resolves to a private address`, privateNetworkHint), '')
        if (found.length === 0) return done(new FetchRefusal(`${name}, which has no address`, 'Check the name.'), '')
        if (all) done(null, found)
        else done(null, found[0]!.address, found[0]!.family)
      },
      (cause: { code?: string }) =>
        done(
          new FetchRefusal(`${name}, which cannot be resolved (${cause.code ?? 'no answer'})`, 'Check the name.'),
          '',
        ),
    )
  }
}

async function readBody(answer: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = (size: string) =>
    new FetchRefusal(`a file of ${size}`, `Use files of at most ${megabytes(maxBytes)}.`)
  const declared = Number(answer.headers['content-length'] ?? 0)
  if (declared > maxBytes) throw tooLarge(megabytes(declared))
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(`over ${megabytes(maxBytes)}`)
    chunks.push(chunk)
  }
  if (answer.complete) return Buffer.concat(chunks)
  throw new Interruption('an incomplete response')
}

/** Returns the target of a redirect; throws for any other response without a file. */
function redirectTarget({ statusCode: status = 0, headers }: http.IncomingMessage, url: URL): string {
  if (status >= 500) throw new Interruption(`status ${status} from ${url.host}`)
  const target = headers.location
  if (status < 300 || status >= 400 || target === undefined)
    throw new FetchRefusal(`status ${status} from ${url.host}`, 'Check that the URL is public.')
  if (!URL.canParse(target, url)) throw new FetchRefusal('a redirect without a URL', 'Use another URL.')
  return new URL(target, url).href
}

/**
 * Fetches files only from the hosts that a project lists: every redirect is checked like the first URL, and connections
 * are made only to addresses found to be public. Connections are reused.
 */
export function fileFetcher(options: FetchOptions): FileFetcher {
  const { maxBytes, timeoutMs } = { ...defaults, ...options }
  const { nameServers = [] } = options
  const resolve = options.resolve ?? (nameServers.length > 0 ? resolverAt(nameServers) : systemResolver)
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

  const ask = (url: URL, signal: AbortSignal) =>
    new Promise<http.IncomingMessage>((answered, reject) => {
      const isSecure = url.protocol === 'https:'
      const request = (isSecure ? https : http).get(
        url,
        {
          agent: agents[isSecure ? 'https:' : 'http:'],
          lookup: checkedLookup(url, resolve, options),
          headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'reassess' },
          signal,
        },
        answered,
      )
      request.on('error', reject)
    })

  async function follow(address: string, signal: AbortSignal): Promise<Buffer> {
    let url = checkedAddress(address, options)
    for (let step = 0; ; step++) {
      const answer = await ask(url, signal)
      const status = answer.statusCode ?? 0
      if (status === 200) return readBody(answer, maxBytes)
      answer.resume()
      const target = redirectTarget(answer, url)
      if (step === maxRedirects)
        throw new FetchRefusal(`more than ${maxRedirects} redirects`, 'Use the URL they lead to.')
      url = checkedAddress(target, options)
    }
  }

  async function attempt(address: string, signal: AbortSignal | undefined): Promise<Buffer> {
    const late = AbortSignal.timeout(timeoutMs)
    try {
      return await follow(address, signal ? AbortSignal.any([signal, late]) : late)
    } catch (cause) {
      signal?.throwIfAborted()
      if (cause instanceof FetchRefusal) throw cause
      if (late.aborted)
        throw new FetchRefusal(
          `no complete file within ${timeoutMs / 1000} seconds`,
          'Try again later, or import the file itself.',
        )
      throw new Interruption(cause)
    }
  }

  return {
    fetch: async (address, signal) => {
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(address, signal)
        } catch (error) {
          if (!(error instanceof Interruption)) throw error
          if (tries === maxTries) throw new FetchRefusal(error.message, 'Check the URL or try again later.')
          await setTimeout(tries * pauseMs, undefined, { signal }).catch(() => signal?.throwIfAborted())
        }
      }
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
