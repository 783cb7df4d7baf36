import * as endpoints from '@/lib/contracts/endpoints/golden'
import { serve } from '@/lib/http/serve'
import { addGoldenNote } from '@/lib/services/golden/golden-pairs'

export const POST = serve(endpoints.addGoldenNote, ({ actor, input }) => addGoldenNote(actor, input))
