import type { Instrumentation } from 'next'

/** A page that fails because the database is away or the disk is full is answered as an endpoint is: 503, not 500. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  const { answerPageWith } = await import('@/lib/services/access/page-status')
  const { unavailability } = await import('@/lib/services/server-health')
  if (unavailability(error)) answerPageWith(503)
}
