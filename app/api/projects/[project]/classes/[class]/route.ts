import * as endpoints from '@/lib/contracts/endpoints/classes'
import { serve } from '@/lib/http/serve'
import { editClass } from '@/lib/services/classes/edit-class'
import { readClassUses, removeClass } from '@/lib/services/classes/remove-class'

export const GET = serve(endpoints.readClassUses, ({ actor, input }) => readClassUses(actor, input))

export const PATCH = serve(endpoints.editClass, ({ actor, input }) => editClass(actor, input))

export const DELETE = serve(endpoints.removeClass, ({ actor, input }) => removeClass(actor, input))
