import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { type ExpertEntry, type ExpertKind, type ExpertOutcome, expertOutbox } from '@/lib/client/outbox/expert-outbox'
import { nothingToSave, queueStamp } from '@/lib/client/outbox/outbox'
import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'

interface Hooks<Kind extends ExpertKind> {
  /** Called with entries of an earlier page that are being sent now. */
  onLeft: (entries: ExpertEntry<Kind>[]) => void
  onOutcome: (outcome: ExpertOutcome<Kind>) => void
}

const watch = (watcher: () => void) => expertOutbox().watch(watcher)
const saveStateNow = () => expertOutbox().saveState()
const saveStateOnServer = () => nothingToSave

// `crypto.randomUUID` exists only in secure contexts.
const newId = () => `${queueStamp().toString(36)}-${Math.random().toString(36).slice(2, 12)}`

/** The outbox of an expert, for a screen with one kind of answer. */
export function useExpertOutbox<Kind extends ExpertKind>(
  kind: Kind,
  { slug, raterId }: OutboxOwner,
  { onLeft, onOutcome }: Hooks<Kind>,
) {
  const take = useEffectEvent(onOutcome)
  const applyPending = useEffectEvent(onLeft)
  useEffect(() => {
    let isLeft = false
    const box = expertOutbox()
    const stop = box.onOutcome((outcome) => {
      const { entry } = outcome
      if (outcome.kind !== kind || entry.slug !== slug || entry.raterId !== raterId) return
      take(outcome as ExpertOutcome<Kind>)
    })
    void box.open({ slug, raterId }).then((left) => {
      const mine: unknown = left.filter((entry) => entry.kind === kind)
      if (!isLeft) applyPending(mine as ExpertEntry<Kind>[])
    })
    return () => {
      isLeft = true
      stop()
    }
  }, [kind, slug, raterId])

  const add = useCallback(
    (input: ExpertEntry<Kind>['input'], id = newId()) => {
      const entry: unknown = { kind, slug, raterId, id, queuedAt: queueStamp(), input }
      void expertOutbox().add(entry as Parameters<ReturnType<typeof expertOutbox>['add']>[0])
      return id
    },
    [kind, slug, raterId],
  )
  const saveState = useSyncExternalStore(watch, saveStateNow, saveStateOnServer)
  return {
    saveState,
    add,
    pendingNow: () => expertOutbox().mine().length,
    /** Takes an entry back unless it was `tried`, so that the server may have it, or is `gone`: saved or rejected. */
    async takeBack(id: string): Promise<'taken' | 'tried' | 'gone'> {
      const name = { kind, slug, raterId, id }
      if (!expertOutbox().isPending(name)) return 'gone'
      return (await expertOutbox().takeBack(name)) ? 'taken' : 'tried'
    },
    retry: () => expertOutbox().retry(),
  }
}
