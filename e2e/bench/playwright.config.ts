import { defineConfig } from 'playwright/test'
import { launchOptions } from '../browser.mjs'

/** Benchmarks of rating, admin pages, the first hour and several servers, each with its own app. They print and do not fail when slow. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: [['line']],
  timeout: 900_000,
  use: { launchOptions: launchOptions(), viewport: { width: 1440, height: 900 }, actionTimeout: 120_000 },
})
