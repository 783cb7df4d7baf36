import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { deleteModel } from '@/lib/services/data/project-data'

export const DELETE = serve(endpoints.deleteModel, ({ actor, input }) => deleteModel(actor, input))
