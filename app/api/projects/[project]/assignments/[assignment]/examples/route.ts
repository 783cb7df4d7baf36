import { assignmentPath } from '@/lib/contracts/path'
import { classExamplesOutput } from '@/lib/contracts/rating/class-example'
import { route } from '@/lib/http/route'
import { readClassExamples } from '@/lib/services/rating/read-class-examples'

export const GET = route({
  who: 'account',
  params: assignmentPath,
  output: classExamplesOutput,
  run: ({ actor, params }) => readClassExamples(actor, { slug: params.project, assignmentId: params.assignment }),
})
