import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { StartError } from '@/lib/db/start-error.mjs'

const refusal = z.object({ message: z.string() })

/**
 * Resolves once the web server serves users, or when `isEnding`. Throws StartError with the reason if it does not within
 * the time: the last answer's own, such as a full disk, or else that it does not respond.
 */
export async function untilReady(
  url: string,
  logFile: string,
  isEnding: () => boolean,
  withinMs = 60_000,
): Promise<void> {
  let reason = `The web server does not respond at ${url}.`
  const deadline = Date.now() + withinMs
  while (!isEnding() && Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    if (answer?.ok) return
    const refused = refusal.safeParse(await answer?.json().catch(() => null))
    if (refused.success) reason = `The web server is not ready: ${refused.data.message}`
    await sleep(100)
  }
  if (!isEnding()) throw new StartError(`${reason} See ${logFile}.`)
}
