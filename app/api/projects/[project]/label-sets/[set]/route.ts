import * as endpoints from '@/lib/contracts/endpoints/models'
import { serve } from '@/lib/http/serve'
import { deleteLabelSet } from '@/lib/services/models/delete-outside-results'

export const DELETE = serve(endpoints.deleteLabelSet, ({ actor, input }) => deleteLabelSet(actor, input))
