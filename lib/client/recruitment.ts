import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { entryInput, type PanelInput } from '@/lib/contracts/recruitment'
import { caller, request } from './api'

/** Returns where to send a panel's visitor: the rating screen, or a page that says why not. */
export const enterPanel = (panelId: string, query: Record<string, string>) =>
  request({ ...endpoints.enterPanel, body: entryInput }, { panel: panelId }, { body: query })

export const createPanel = caller(endpoints.createPanel)

export const updatePanel = (slug: string, id: string, change: PanelInput, basedOn?: PanelInput) =>
  request(endpoints.updatePanel, { project: slug, panel: id }, { body: { ...change, basedOn } })
