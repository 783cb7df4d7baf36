import type { Page } from 'playwright/test'

/** Holds back the requests of a page to these URLs, or only the first `times`, until the returned function is called. */
export async function holdRequests(page: Page, url: string | RegExp, options?: { times: number }): Promise<() => void> {
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(url, (route) => isReleased.then(() => route.continue()), options)
  return release
}
