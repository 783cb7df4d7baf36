/** Ports of the servers that tests start. E2E_PORT shifts all of them, so that two checkouts can be tested at once. */
const first = Number(process.env.E2E_PORT ?? 3190)

export const ports = {
  app: first,
  dashboard: first + 1,
  singleSignOn: first + 2,
  restoredBackup: first + 3,
  killedDatabase: first + 4,
  killedServer: first + 5,
  killedWhileRating: first + 6,
  ratingBench: first + 7,
  behindHttps: first + 8,
  https: first + 9,
  behindPooler: first + 10,
  pooler: first + 11,
  balancer: first + 12,
  webServers: first + 13,
  pointInTime: first + 16,
  labelStudio: first + 20,
  potato: first + 21,
} as const

/** URL of the app that all tests share. */
export const appUrl = `http://localhost:${ports.app}`
