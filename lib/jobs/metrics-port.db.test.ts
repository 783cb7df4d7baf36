import { expect, test } from 'vitest'
import { showMetrics } from './metrics-port'

const token = 'a-token-of-the-test'

test('a worker serves its metrics on a separate port, only with the token', async () => {
  const shown = await showMetrics({ port: 0, host: '127.0.0.1', token })
  try {
    const get = (path: string, headers = {}) => fetch(`http://127.0.0.1:${shown.port}${path}`, { headers })
    expect((await get('/metrics')).status).toBe(401)
    expect((await get('/', { authorization: `Bearer ${token}` })).status).toBe(404)
    const answer = await get('/metrics', { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain('# TYPE reassess_job_duration_seconds histogram')
    // A figure that the worker does not read would be 0, which alerts take for an outage.
    expect(text).toContain('\nreassess_database_up 1\n')
  } finally {
    shown.close()
  }
})
