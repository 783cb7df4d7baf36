import { type Panel, panelSettings } from '@/lib/contracts/panel'
import type { PanelRow } from '@/lib/db/panel-list-query'
import { idNames } from '@/lib/domain/panel'
import { env } from '@/lib/env'
import { panelSecret } from './panel-secret'

/** The address to give to a panel: Prolific fills its own placeholders in, a generic panel those of its making. */
function entryAddress({ id, kind }: PanelRow): string {
  const base = `${env.NEXTAUTH_URL?.replace(/\/+$/, '') ?? ''}/p/${id}`
  if (kind === 'generic') return `${base}?pid=PID&study=STUDY&session=SESSION&sig=SIGNATURE`
  return `${base}?${Object.values(idNames.prolific)
    .map((name) => `${name}={{%${name}%}}`)
    .join('&')}`
}

/** A panel as an admin sees it, with the key that its addresses are signed with. */
export const panelView = (row: PanelRow): Panel => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  settings: panelSettings.parse(row.settings),
  isOpen: row.isOpen,
  createdAt: row.createdAt.toISOString(),
  entryAddress: entryAddress(row),
  secret: row.kind === 'generic' ? panelSecret(row.id) : null,
  visits: {
    begun: row.begun,
    open: row.open,
    outcomes: {
      completed: row.completed,
      failed: row.failed,
      'no-consent': row.noConsent,
      'nothing-left': row.nothingLeft,
    },
    tasks: row.tasks,
    lastAt: row.lastAt?.toISOString() ?? null,
  },
})
