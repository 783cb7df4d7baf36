import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { findGoldenClasses } from '@/lib/services/golden/golden-image'

export const GET = serve(endpoints.findGoldenClasses, ({ actor, input }) => findGoldenClasses(actor, input))
