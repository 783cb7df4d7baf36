import type { APIRequestContext, Page } from 'playwright/test'

export const limitMs = 300

export const quantileAt = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!

async function timed(request: APIRequestContext, address: string) {
  const start = performance.now()
  const answer = await request.get(address)
  await answer.body()
  return { ms: performance.now() - start, status: answer.status() }
}

/**
 * Requests URLs in turns, so that other load affects all of them alike. The first response of each is reported
 * separately, because it computes and memoizes figures of finished runs.
 */
export async function measureInTurns(request: APIRequestContext, addresses: string[], times: number) {
  const measured = addresses.map((address) => ({ address, status: 0, ms: [] as number[] }))
  for (let k = 0; k <= times; k++)
    for (const one of measured) {
      const { ms, status } = await timed(request, one.address)
      one.ms.push(ms)
      one.status = status
    }
  return measured.map(({ address, status, ms: [first, ...others] }) => {
    const sorted = others.toSorted((a, b) => a - b)
    const figures = {
      first: first!,
      p50: quantileAt(sorted, 0.5),
      p95: quantileAt(sorted, 0.95),
      most: sorted[sorted.length - 1]!,
    }
    return { address, status, ...figures }
  })
}

/** API requests that a page makes after loading, without streams and images. */
export async function dataRequestsOf(page: Page, address: string): Promise<string[]> {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    const isData = ['fetch', 'xhr'].includes(request.resourceType()) && request.method() === 'GET'
    if (isData && pathname.startsWith('/api/projects/')) asked.add(pathname + search)
  })
  await page.goto(address, { waitUntil: 'load' })
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  page.removeAllListeners('request')
  return [...asked]
}
