import { panelPath } from '@/lib/contracts/path'
import { panelInput, panelSchema } from '@/lib/contracts/recruitment'
import { route } from '@/lib/http/route'
import { updatePanel } from '@/lib/services/recruitment/update-panel'

export const PATCH = route({
  who: 'account',
  params: panelPath,
  input: panelInput,
  output: panelSchema,
  run: ({ actor, params, input }) => updatePanel(actor, { slug: params.project, panelId: params.panel, change: input }),
})
