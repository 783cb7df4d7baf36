import { addressPart, admin, basedOn, endpoint } from '@/lib/contracts/endpoint'
import {
  entryOutput,
  newPanelInput,
  ownVisit,
  panelInput,
  panelList,
  panelSchema,
  presenceInput,
} from '@/lib/contracts/recruitment'

export const enterPanel = endpoint('POST /api/panels/[panel]/enter', {
  role: 'anyone',
  params: { panel: addressPart },
  output: entryOutput,
})

export const updatePanel = admin('PATCH /panels/[panel]', {
  params: { panel: addressPart },
  body: panelInput.extend({ basedOn }),
  output: panelSchema,
})

export const listPanels = admin('GET /panels', { output: panelList })

export const createPanel = admin('POST /panels', { body: newPanelInput, output: panelSchema })

export const exportPanelVisits = admin('POST /panels/[panel]/visits', {
  params: { panel: addressPart },
  output: 'file',
})

export const stopVisit = endpoint('POST /api/projects/[project]/panels/stop', { role: 'visitor' })

export const notePresence = endpoint('POST /api/projects/[project]/panels/presence', {
  role: 'visitor',
  body: presenceInput,
})

export const readOwnVisit = endpoint('GET /api/projects/[project]/panels/visit', { role: 'visitor', output: ownVisit })
