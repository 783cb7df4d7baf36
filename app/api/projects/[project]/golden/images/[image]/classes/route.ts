import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { addGoldenClass } from '@/lib/services/golden/golden-image'

export const POST = serve(endpoints.addGoldenClass, ({ actor, input }) => addGoldenClass(actor, input))
