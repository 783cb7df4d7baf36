import { test } from 'playwright/test'
import { killServersInTurn } from '../support/rate-under-kills'

// `npm run bench:servers` runs the same with 200 raters and think time.
test('three web servers and two workers, each killed in turn under load, lose and double no answer', async () => {
  test.setTimeout(900_000)
  await killServersInTurn('servers', { raters: 40, thinkMs: 2_000, livePages: 5, tasks: 500, settleMs: 1_500 })
})
