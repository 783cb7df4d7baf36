import { projectPath } from '@/lib/contracts/path'
import { planSettingsPatch, workshop } from '@/lib/contracts/proposal-plan'
import { route } from '@/lib/http/route'
import { discardDraft } from '@/lib/services/discard-draft'
import { readWorkshop } from '@/lib/services/read-workshop'
import { saveDraft } from '@/lib/services/save-draft'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: workshop,
  run: ({ actor, params }) => readWorkshop(actor, params.project),
})

export const PATCH = route({
  who: 'account',
  params: projectPath,
  input: planSettingsPatch,
  output: workshop,
  run: ({ actor, params, input }) => saveDraft(actor, { slug: params.project, changes: input }),
})

export const DELETE = route({
  who: 'account',
  params: projectPath,
  output: workshop,
  run: ({ actor, params }) => discardDraft(actor, params.project),
})
