import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { readGoldenClass } from '@/lib/services/golden/golden-image'

export const GET = serve(endpoints.readGoldenClass, ({ actor, input }) => readGoldenClass(actor, input))
