import * as endpoints from '@/lib/contracts/endpoints/workshop'
import { serve } from '@/lib/http/serve'
import { discardDraft } from '@/lib/services/workshop/discard-draft'
import { readWorkshop } from '@/lib/services/workshop/read-workshop'
import { saveDraft } from '@/lib/services/workshop/save-draft'

export const GET = serve(endpoints.readWorkshop, ({ actor, slug }) => readWorkshop(actor, slug))

export const PATCH = serve(endpoints.saveDraft, ({ actor, slug, body }) => saveDraft(actor, { slug, changes: body }))

export const DELETE = serve(endpoints.discardDraft, ({ actor, slug }) => discardDraft(actor, slug))
