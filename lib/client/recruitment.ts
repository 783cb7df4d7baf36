import { entryOutput, type NewPanelInput, type PanelInput, panelSchema } from '@/lib/contracts/recruitment'
import { api } from './api'

/** Where whom a panel sent is to go: to the seat, or to a page that says why not. */
export const enterPanel = (panelId: string, query: Record<string, string>) =>
  api.post({ address: `/api/panels/${panelId}/enter`, output: entryOutput, body: query })

const base = (slug: string) => `/api/projects/${slug}/panels`

export const createPanel = (slug: string, body: NewPanelInput) =>
  api.post({ address: base(slug), output: panelSchema, body })

export const updatePanel = (slug: string, id: string, body: PanelInput) =>
  api.patch({ address: `${base(slug)}/${id}`, output: panelSchema, body })
