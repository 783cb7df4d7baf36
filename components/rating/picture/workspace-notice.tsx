import type { SaveState } from '@/lib/client/outbox/outbox'
import { ViewerNotice } from './viewer-notice'

interface WorkspaceNoticeProps {
  workspace: {
    saveState: SaveState
    error: string | null
    engine: { put: (change: { error: null }) => void }
    retry: () => void
  }
  /** URL to return to after signing in. */
  address: string
}

/** Notice about saving, or else the error of an expert's screen until it is dismissed. */
export const WorkspaceNotice = ({ workspace: { saveState, error, engine, retry }, address }: WorkspaceNoticeProps) => (
  <ViewerNotice
    saveState={saveState}
    note={error === null ? null : { tone: 'error', text: error }}
    address={address}
    onRetry={retry}
    onDismiss={() => engine.put({ error: null })}
  />
)
