import { projectPath } from '@/lib/contracts/path'
import { planSettingsPatch, workshop } from '@/lib/contracts/workshop'
import { route } from '@/lib/http/route'
import { discardDraft } from '@/lib/services/workshop/discard-draft'
import { readWorkshop } from '@/lib/services/workshop/read-workshop'
import { saveDraft } from '@/lib/services/workshop/save-draft'

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
