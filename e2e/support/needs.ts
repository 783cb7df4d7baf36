import { test } from 'playwright/test'

/** Skips the test with a reason if something is missing. In CI, which installs everything, the test fails instead. */
export function needs(missing: string | null) {
  if (missing === null) return
  if (process.env.CI) throw new Error(missing)
  console.info(`Skipped: ${missing}`)
  test.skip(true, missing)
}
