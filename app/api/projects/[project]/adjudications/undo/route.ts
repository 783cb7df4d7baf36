import { undoneAdjudication } from '@/lib/contracts/adjudication/adjudication'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { undoAdjudication } from '@/lib/services/adjudication/undo-adjudication'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: undoneAdjudication,
  run: ({ actor, params }) => undoAdjudication(actor, { slug: params.project }),
})
