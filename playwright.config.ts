import { defineConfig } from 'playwright/test'
import { launchOptions } from './e2e/browser.mjs'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: 'http://localhost:3199',
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    // The first visit makes the admin whom the other journeys sign in as.
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    {
      name: 'journeys',
      testIgnore: ['set-up.spec.ts', 'faults.spec.ts', 'seat-kill.spec.ts', 'start-places.spec.ts'],
      dependencies: ['set-up'],
    },
    { name: 'faults', testMatch: ['faults.spec.ts', 'seat-kill.spec.ts', 'start-places.spec.ts'] },
  ],
})
