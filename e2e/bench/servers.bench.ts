import { test } from 'playwright/test'
import { killServersInTurn } from '../support/rate-under-kills'

test('three web servers and two workers, each killed in turn under 200 raters', async () => {
  const length = { raters: 200, thinkMs: 5_000, livePages: 20, tasks: 10_000, settleMs: 20_000 }
  await killServersInTurn('servers-bench', length)
})
