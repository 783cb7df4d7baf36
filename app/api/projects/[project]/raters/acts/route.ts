import { projectPath } from '@/lib/contracts/path'
import { actedOnRaters, actOnRatersInput } from '@/lib/contracts/raters/rater-acts'
import { route } from '@/lib/http/route'
import { actOnRaters } from '@/lib/services/raters/act-on-raters'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: actOnRatersInput,
  output: actedOnRaters,
  run: async ({ actor, params, input }) => ({ raters: await actOnRaters(actor, { slug: params.project, ...input }) }),
})
