import { type Panel, type PanelSettings, panelSettings } from '@/lib/contracts/recruitment'
import type { PanelRow } from '@/lib/db/recruitment/panel-list-query'
import { idNames, type PanelIds, type PanelKind } from '@/lib/domain/recruitment/panel'
import { placeOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { env } from '@/lib/env'
import { panelSecret, panelSignature } from './panel-secret'

const entryUrl = (id: string) => `${env.NEXTAUTH_URL?.replace(/\/+$/, '') ?? ''}/p/${id}`
const withIds = (kind: PanelKind, { pid, study, session }: PanelIds) =>
  `${idNames[kind].pid}=${pid}&${idNames[kind].study}=${study}&${idNames[kind].session}=${session}`

/** Returns the entry address of a panel. Prolific fills in its own placeholders, a generic panel those of its own. */
function entryAddress(id: string, kind: PanelKind): string {
  if (kind === 'generic')
    return `${entryUrl(id)}?${withIds(kind, { pid: 'PID', study: 'STUDY', session: 'SESSION' })}&sig=SIGNATURE`
  const { pid, study, session } = idNames.prolific
  const placeholders = { pid: `{{%${pid}%}}`, study: `{{%${study}%}}`, session: `{{%${session}%}}` }
  return `${entryUrl(id)}?${withIds(kind, placeholders)}`
}

const example: Record<PanelKind, PanelIds> = {
  prolific: {
    pid: '000000000000000000000abc',
    study: '000000000000000000000001',
    session: '000000000000000000000002',
  },
  generic: { pid: 'example', study: 'try-out', session: 'visit-1' },
}

function exampleAddress(id: string, kind: PanelKind, { isSigned }: PanelSettings): string | null {
  if (kind === 'prolific') return isSigned ? null : `${entryUrl(id)}?${withIds(kind, example.prolific)}`
  return `${entryUrl(id)}?${withIds(kind, example.generic)}&sig=${panelSignature(id, example.generic)}`
}

export function panelView(row: PanelRow, planOf: (settings: PanelSettings) => Panel['plan']): Panel {
  const settings = panelSettings.parse(row.settings)
  const { id, kind, name, isOpen, begun, open, tasks } = row
  const outcomes: Panel['visits']['outcomes'] = {
    completed: row.completed,
    failed: row.failed,
    'no-consent': row.noConsent,
    'nothing-left': row.nothingLeft,
    stopped: row.stopped,
    left: row.left,
    'timed-out': row.timedOut,
  }
  return {
    id,
    kind,
    name,
    settings,
    isOpen,
    createdAt: row.createdAt.toISOString(),
    entryAddress: entryAddress(id, kind),
    exampleAddress: exampleAddress(id, kind, settings),
    secret: kind === 'generic' ? panelSecret(id) : null,
    plan: planOf(settings),
    visits: {
      begun,
      open,
      outcomes,
      placesTaken: placeOutcomes.reduce((sum, outcome) => sum + outcomes[outcome], open),
      tasks,
      lastAt: row.lastAt?.toISOString() ?? null,
    },
  }
}
