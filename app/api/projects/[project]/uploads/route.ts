import * as endpoints from '@/lib/contracts/endpoints/data'
import { serve } from '@/lib/http/serve'
import { createUpload } from '@/lib/services/data/uploads/uploads'

export const POST = serve(endpoints.createUpload, ({ actor, slug }) => createUpload(actor, { slug }))
