import { deletedModel } from '@/lib/contracts/data/project-data'
import { modelPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { deleteModel } from '@/lib/services/data/delete-model'

export const DELETE = route({
  who: 'account',
  params: modelPath,
  output: deletedModel,
  run: ({ actor, params }) => deleteModel(actor, { slug: params.project, modelId: params.model }),
})
