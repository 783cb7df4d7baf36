import { test } from 'playwright/test'

/** Skips the test where something is missing, and says what; in CI, which installs all of it, the test fails. */
export function needs(missing: string | null) {
  if (missing === null) return
  if (process.env.CI) throw new Error(missing)
  console.info(`Skipped: ${missing}`)
  test.skip(true, missing)
}
