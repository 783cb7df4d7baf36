import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { entryInput } from '@/lib/contracts/recruitment'
import { caller, request } from './api'

/** Returns where to send a panel's visitor: the rating screen, or a page that says why not. */
export const enterPanel = (panelId: string, query: Record<string, string>) =>
  request({ ...endpoints.enterPanel, body: entryInput }, { panel: panelId }, { body: query })

export const createPanel = caller(endpoints.createPanel)
export const updatePanel = caller(endpoints.updatePanel)
