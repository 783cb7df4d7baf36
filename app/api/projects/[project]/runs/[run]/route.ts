import { runPath } from '@/lib/contracts/path'
import { runDetail } from '@/lib/contracts/runs/run'
import { route } from '@/lib/http/route'
import { readRun } from '@/lib/services/runs/read-run'

export const GET = route({
  who: 'account',
  params: runPath,
  output: runDetail,
  run: ({ actor, params }) => readRun(actor, { slug: params.project, runId: params.run }),
})
