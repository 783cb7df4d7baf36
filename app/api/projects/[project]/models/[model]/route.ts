import { modelPath } from '@/lib/contracts/path'
import { deletedModel } from '@/lib/contracts/project-data'
import { route } from '@/lib/http/route'
import { deleteModel } from '@/lib/services/delete-model'

export const DELETE = route({
  who: 'account',
  params: modelPath,
  output: deletedModel,
  run: ({ actor, params }) => deleteModel(actor, { slug: params.project, modelId: params.model }),
})
