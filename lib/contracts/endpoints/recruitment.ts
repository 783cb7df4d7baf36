import { admin, basedOn, endpoint, textId, withoutAccessTokens } from '@/lib/contracts/endpoint'
import {
  entryOutput,
  newPanelInput,
  ownPageInput,
  ownVisit,
  panelInput,
  panelList,
  panelSchema,
  presenceInput,
} from '@/lib/contracts/recruitment'

export const enterPanel = endpoint('POST /api/panels/[panel]/enter', {
  role: 'anyone',
  params: { panel: textId },
  output: entryOutput,
})

// A panel's key, which its rows contain, signs the entries of raters and cannot be replaced.
export const updatePanel = admin('PATCH /panels/[panel]', {
  ...withoutAccessTokens,
  params: { panel: textId },
  body: panelInput.extend({ basedOn }),
  output: panelSchema,
})

export const listPanels = admin('GET /panels', { ...withoutAccessTokens, output: panelList })

export const createPanel = admin('POST /panels', { ...withoutAccessTokens, body: newPanelInput, output: panelSchema })

export const exportPanelVisits = admin('POST /panels/[panel]/visits', {
  params: { panel: textId },
  output: 'file',
})

export const stopVisit = endpoint('POST /api/projects/[project]/panels/stop', { role: 'visitor', body: ownPageInput })

export const notePresence = endpoint('POST /api/projects/[project]/panels/presence', {
  role: 'visitor',
  body: presenceInput,
})

export const readOwnVisit = endpoint('GET /api/projects/[project]/panels/visit', { role: 'visitor', output: ownVisit })
