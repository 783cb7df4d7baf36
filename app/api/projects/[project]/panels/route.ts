import { projectPath } from '@/lib/contracts/path'
import { newPanelInput, panelList, panelSchema } from '@/lib/contracts/recruitment'
import { route } from '@/lib/http/route'
import { createPanel } from '@/lib/services/recruitment/create-panel'
import { listPanels } from '@/lib/services/recruitment/list-panels'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: panelList,
  run: ({ actor, params }) => listPanels(actor, params.project),
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: newPanelInput,
  output: panelSchema,
  run: ({ actor, params, input }) => createPanel(actor, { slug: params.project, panel: input }),
})
