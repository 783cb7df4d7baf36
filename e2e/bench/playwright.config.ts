import { defineConfig } from 'playwright/test'
import { launchOptions } from '../browser.mjs'

/** Measures the rater's session, the admin's pages, the first hour and several servers, each on an app and a database of its own. They print, and fail only when they break. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: [['line']],
  timeout: 900_000,
  use: { launchOptions: launchOptions(), viewport: { width: 1440, height: 900 }, actionTimeout: 120_000 },
})
