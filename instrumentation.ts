import type { Instrumentation } from 'next'

/** A page that fails because the database is away or the disk is full is answered as an endpoint is: 503, not 500. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  // Next builds this file for another runtime too, which we do not use and which must not take the database along.
  // biome-ignore lint/style/noProcessEnv: Next replaces this word when it builds
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { answerPageWith } = await import('@/lib/services/access/page-status')
    const { unavailability } = await import('@/lib/services/server-health')
    if (unavailability(error)) answerPageWith(503)
  }
}
