import { accuracySource, deletedAccuracies } from '@/lib/contracts/models/model-score'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { deleteAccuracies } from '@/lib/services/models/delete-accuracies'

export const DELETE = route({
  who: 'account',
  params: projectPath,
  query: accuracySource,
  output: deletedAccuracies,
  run: ({ actor, params, query }) => deleteAccuracies(actor, { slug: params.project, source: query.source }),
})
