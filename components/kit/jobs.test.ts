import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { jobsKey } from '@/lib/client/jobs'
import type { JobSummary } from '@/lib/contracts/jobs'
import { addStartedJob } from './jobs'

test('keeps a job that started after its list was requested', async () => {
  const client = new QueryClient()
  const key = jobsKey('birds')
  let answer: (list: { jobs: JobSummary[] }) => void = () => {}
  const asked = client
    .fetchQuery({
      queryKey: key,
      queryFn: () => new Promise<{ jobs: JobSummary[] }>((resolve) => (answer = resolve)),
    })
    .catch(() => null)
  const job = { id: 'started', state: 'queued' } as JobSummary
  await addStartedJob(client, 'birds', job)
  answer({ jobs: [] })
  await asked
  expect(client.getQueryData<{ jobs: JobSummary[] }>(key)?.jobs).toEqual([job])
})
