import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { exportClasses } from '@/lib/services/classes/export-classes'

export const GET = serve(endpoints.exportClasses, ({ actor, slug, query }) => exportClasses(actor, { slug, ...query }))
