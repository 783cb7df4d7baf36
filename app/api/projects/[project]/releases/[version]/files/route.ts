import * as endpoints from '@/lib/contracts/endpoints/releases'
import { serve } from '@/lib/http/serve'
import { listReleaseFiles } from '@/lib/services/releases/release-files'

export const GET = serve(endpoints.listReleaseFiles, ({ actor, input }) => listReleaseFiles(actor, input))
