import * as endpoints from '@/lib/contracts/endpoints/models'
import { serve } from '@/lib/http/serve'
import { listLabelSets } from '@/lib/services/models/models-page'

export const GET = serve(endpoints.listLabelSets, ({ actor, slug }) => listLabelSets(actor, slug))
