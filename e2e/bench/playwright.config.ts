import { defineConfig } from '@playwright/test'
import { launchOptions } from '../browser.mjs'

/** Measures the rater's seat in a browser, on an app and a database of its own. It prints, and fails only when it breaks. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: [['line']],
  timeout: 900_000,
  use: { launchOptions: launchOptions(), viewport: { width: 1440, height: 900 } },
})
