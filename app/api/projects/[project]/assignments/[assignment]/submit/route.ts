import * as endpoints from '@/lib/contracts/endpoints/rating'
import { waitedMs } from '@/lib/contracts/rating/waited'
import { log } from '@/lib/http/log'
import { serve } from '@/lib/http/serve'
import { submitVotes } from '@/lib/services/rating/submit-votes'

const tell = (error: unknown) => log.error({ err: error }, 'the rules could not be held against a rater')

export const POST = serve(endpoints.submitVotes, ({ actor, slug, params, body, request }) =>
  submitVotes(
    actor,
    { ...body, slug, assignmentId: params.assignment, waitedMs: waitedMs(request.headers) },
    undefined,
    tell,
  ),
)
