import type { Instrumentation } from 'next'

/**
 * A page that fails because the database is away or the disk is full is answered as an endpoint is: 503, not 500. The number
 * that the page shows is logged with it.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, { method, path }) => {
  // Next builds this file for another runtime too, which we do not use and which must not take the database along.
  // biome-ignore lint/style/noProcessEnv: Next replaces this word when it builds
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { answerPageWith } = await import('@/lib/services/access/page-status')
    const { unavailability } = await import('@/lib/services/server-health')
    const { log } = await import('@/lib/http/log')
    const away = unavailability(error)
    if (away) answerPageWith(503)
    const number = (error as { digest?: string }).digest
    const line = { method, path: path.split('?')[0], number, err: error }
    if (away) log.warn(line, 'unavailable')
    else log.error(line, 'unexpected error in a page')
  }
}
