import * as endpoints from '@/lib/contracts/endpoints/plan'
import { serve } from '@/lib/http/serve'
import { discardDraft, saveDraft } from '@/lib/services/plan/change-draft'
import { readPlan } from '@/lib/services/plan/read-plan'

export const GET = serve(endpoints.readPlan, ({ actor, slug }) => readPlan(actor, slug))

export const PATCH = serve(endpoints.saveDraft, ({ actor, slug, body }) => saveDraft(actor, { slug, changes: body }))

export const DELETE = serve(endpoints.discardDraft, ({ actor, slug }) => discardDraft(actor, slug))
