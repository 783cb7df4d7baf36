import { availableParallelism } from 'node:os'
import { defineConfig } from 'playwright/test'
import { launchOptions } from './e2e/browser.mjs'
import { appUrl } from './e2e/ports'

const demo = [
  'accessibility.spec.ts',
  'agreement.spec.ts',
  'announcements.spec.ts',
  'figures.spec.ts',
  'first-five-minutes.spec.ts',
  'runs.spec.ts',
]
const outages = ['stalled-database.spec.ts', 'pooler.spec.ts']
const faults = [
  'faults.spec.ts',
  'interrupted-start.spec.ts',
  'point-in-time.spec.ts',
  'rating-kill.spec.ts',
  'servers.spec.ts',
  'start-locations.spec.ts',
]
const long = ['plan.spec.ts', 'rating-outage.spec.ts', 'releases.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: false,
  // Journeys wait for the browser, the server and the clock, so two of them leave a quarter of two cores idle.
  workers: Math.max(3, Math.ceil(availableParallelism() / 2)),
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // Only ends what hangs: how long a test takes depends on what else the machine does.
  timeout: 600_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: appUrl,
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    // Requests of pages with a service worker cannot be answered by a test; the journey about it allows it.
    serviceWorkers: 'block',
    // A trace of every journey would take about a third of the processor time; `--trace retain-on-failure` records them.
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    // The first visit makes the admin whom the other journeys sign in as.
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    // How long a database that stands still keeps people waiting is only known with nothing beside it.
    { name: 'outages', testMatch: outages, workers: 1 },
    // These kill servers of their own. They wait more than they compute, so the other workers have journeys meanwhile.
    { name: 'faults', testMatch: faults, dependencies: ['set-up'], workers: 1 },
    // These share the demo project, so they run in order.
    { name: 'demo', testMatch: demo, dependencies: ['set-up'], workers: 1 },
    // Begun last, one of these would keep a single worker busy after all others have ended.
    { name: 'long', testMatch: long, dependencies: ['set-up'] },
    {
      name: 'journeys',
      testIgnore: ['set-up.spec.ts', ...outages, ...demo, ...faults, ...long],
      dependencies: ['set-up'],
    },
  ],
})
