import { batchPath } from '@/lib/contracts/path'
import { batchDetail } from '@/lib/contracts/workshop'
import { route } from '@/lib/http/route'
import { readBatch } from '@/lib/services/workshop/read-batch'

export const GET = route({
  who: 'account',
  params: batchPath,
  output: batchDetail,
  run: ({ actor, params }) => readBatch(actor, { slug: params.project, batchId: params.batch }),
})
