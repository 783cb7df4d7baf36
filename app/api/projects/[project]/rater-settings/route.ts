import { projectPath } from '@/lib/contracts/path'
import { raterSettings } from '@/lib/contracts/rating/rater-settings'
import { route } from '@/lib/http/route'
import { readRaterSettings } from '@/lib/services/rating/read-rater-settings'
import { saveRaterSettings } from '@/lib/services/rating/save-rater-settings'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: raterSettings,
  run: ({ actor, params }) => readRaterSettings(actor, { slug: params.project }),
})

export const PUT = route({
  who: 'account',
  params: projectPath,
  input: raterSettings,
  output: raterSettings,
  run: ({ actor, params, input }) => saveRaterSettings(actor, { slug: params.project, settings: input }),
})
