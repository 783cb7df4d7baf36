import * as endpoints from '@/lib/contracts/endpoints/models'
import { serve } from '@/lib/http/serve'
import { deleteAccuracies } from '@/lib/services/models/delete-outside-results'

export const DELETE = serve(endpoints.deleteAccuracies, ({ actor, input }) => deleteAccuracies(actor, input))
