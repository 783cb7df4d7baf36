import { classExamplesOutput } from '@/lib/contracts/class-example'
import { assignmentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readClassExamples } from '@/lib/services/read-class-examples'

export const GET = route({
  who: 'account',
  params: assignmentPath,
  output: classExamplesOutput,
  run: ({ actor, params }) => readClassExamples(actor, { slug: params.project, assignmentId: params.assignment }),
})
