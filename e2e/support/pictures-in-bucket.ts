import { createHash } from 'node:crypto'
import { expect } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import { uploadPackOf } from '@/lib/services/testing/upload-pack'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { ApiClient } from './api-client'
import { addMember, makeAccounts, makeProject, testPassword } from './rating-rows'
import type { Servers } from './servers'

/** Uploads images through the load balancer, imports them in a worker and reads them from every web server. */
export async function expectPicturesEverywhere({ url, webUrls, db }: Servers) {
  const project = await makeProject(db, { tasks: 1, candidates: 1, quota: 1 })
  const [admin] = await makeAccounts(db, 1)
  await addMember(db, project.id, admin!.id, 'admin')
  const manager = new ApiClient(url)
  await manager.signIn(admin!.email, testPassword)
  const base = `/api/projects/${project.slug}`
  const { id: uploadId } = (await manager.post<{ id: string }>(`${base}/uploads`)).body
  for (const red of [10, 120, 250]) {
    const picture = await solidPicture(64, 48, red).png().toBuffer()
    const body = uploadPackOf(`${red}.png`, picture)
    const sent = await manager.response('PUT', `${base}/uploads/${uploadId}/pack`, body)
    expect(sent.status, await sent.text()).toBe(200)
  }
  const input = { source: { from: 'upload', uploadId } }
  const started = await manager.post<JobSummary>(`${base}/jobs`, { kind: 'import-images', input })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  const state = async () => (await manager.get<JobSummary>(`${base}/jobs/${started.body.id}`)).body.state
  await expect.poll(state, { timeout: 60_000 }).toBe('succeeded')

  const { rows } = await db.query<{ hash: string }>(
    'SELECT content_hash AS hash FROM image WHERE project_id = $1 AND content_hash IS NOT NULL',
    [project.id],
  )
  expect(rows).toHaveLength(3)
  for (const { hash } of rows) {
    const files = await Promise.all(
      webUrls.map(async (web) => {
        const headers = { cookie: manager.cookieHeader() }
        const answer = await fetch(`${web}${base}/images/${hash}?variant=screen`, { headers })
        expect(answer.status, web).toBe(200)
        return createHash('sha256')
          .update(await answer.bytes())
          .digest('hex')
      }),
    )
    expect(new Set(files).size).toBe(1)
  }
}
