import { Hourglass } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { SaveState } from '@/lib/client/outbox/outbox'
import { counted } from '@/lib/wording/number'

/** Stands where nothing more is here to be answered, and the server, out of reach, cannot say what comes next. */
export function StillSaving({ saveState, onRetry }: { saveState: SaveState; onRetry: () => void }) {
  return (
    <EmptyState
      icon={<Hourglass aria-hidden size={24} />}
      title={saveState.needsSignIn ? 'You are signed out' : 'Waiting for the server'}
      action={
        <Button tone="main" onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {counted(saveState.pending, 'decision waits', 'decisions wait', 'en')} to be saved. They are kept in this browser,
      also if you close it{saveState.needsSignIn ? '; sign in again to save them' : ''}.
    </EmptyState>
  )
}
