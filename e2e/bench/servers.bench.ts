import { test } from 'playwright/test'
import { rateUnderKills } from '../support/rate-under-kills'
import { missingForServers, startServers } from '../support/servers'

test('three web servers and two workers, each killed in turn under 200 raters', async () => {
  const missing = missingForServers()
  test.skip(missing !== null, missing ?? '')
  const servers = await startServers('servers-bench')
  try {
    await rateUnderKills(servers, { raters: 200, thinkMs: 5_000, livePages: 20, tasks: 10_000, settleMs: 20_000 })
  } finally {
    await servers.stop()
  }
})
