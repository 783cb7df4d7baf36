import { panelInput, panelSchema } from '@/lib/contracts/panel'
import { panelPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { updatePanel } from '@/lib/services/update-panel'

export const PATCH = route({
  who: 'account',
  params: panelPath,
  input: panelInput,
  output: panelSchema,
  run: ({ actor, params, input }) => updatePanel(actor, { slug: params.project, panelId: params.panel, change: input }),
})
