'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { cancelJob, jobsKey, startJob } from '@/lib/client/jobs'
import { planQuery } from '@/lib/client/plan'
import type { PlanSettings } from '@/lib/contracts/plan/plan'
import {
  emptyHistory,
  historyAfter,
  historyBefore,
  historyClosed,
  type PlanHistory,
} from '@/lib/domain/plan/plan-history'

/** Long enough for another digit or click, short enough to feel immediate. */
const pauseMs = 400

export type ChangeSettings = (patch: Partial<PlanSettings>, of?: string) => void

/** Saves `pending` after a pause, one change at a time, and starts the computation. */
function useSaving(
  slug: string,
  saved: PlanSettings,
  planJobId: string | null,
  [pending, setPending]: [PlanSettings | null, Dispatch<SetStateAction<PlanSettings | null>>],
) {
  const queryClient = useQueryClient()
  const { queryKey } = planQuery(slug)
  const wanted = useRef<PlanSettings | null>(null)
  wanted.current = pending
  /** Settings on the server at the first pending change, so that later changes in another tab are kept. */
  const base = useRef(saved)
  if (!pending) base.current = saved
  // Id of the running computation. Tracked here because the job list updates a little later.
  const going = useRef<string | null>(null)
  if (planJobId) going.current = planJobId

  const send = useMutation({
    // Saves run one at a time, so that the last one wins.
    scope: { id: `draft of ${slug}` },
    mutationFn: async (settings: PlanSettings) => {
      if (wanted.current && wanted.current !== settings) return null
      // Cancels the outdated computation, so that it does not delay the new one. It may have ended already.
      if (going.current) await cancelJob(slug, going.current).catch(() => undefined)
      return startJob(slug, 'plan-proposals', { ...settings, basedOn: base.current })
    },
    onSuccess: async (job, settings) => {
      if (!job) return
      going.current = job.id
      base.current = settings
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(
        queryKey,
        (before) => before && { ...before, settings, report: null, activeJobId: job.id },
      )
      setPending((now) => (now === settings ? null : now))
      await queryClient.invalidateQueries({ queryKey: jobsKey(slug) })
    },
  })
  const { mutate } = send

  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => mutate(pending), pauseMs)
    return () => clearTimeout(timer)
  }, [pending, mutate])

  // Saves pending changes when the user leaves the page within the pause.
  useEffect(
    () => () => {
      if (wanted.current)
        void startJob(slug, 'plan-proposals', { ...wanted.current, basedOn: base.current }).catch(() => undefined)
    },
    [slug],
  )
  return send
}

type DraftState = 'saved' | 'saving' | 'failed' | 'invalid'

function draftState(is: { hasFailed: boolean; isPending: boolean; isInvalid: boolean }): DraftState {
  if (is.hasFailed) return 'failed'
  if (is.isPending) return 'saving'
  return is.isInvalid ? 'invalid' : 'saved'
}

/**
 * Settings of the draft. Changes show at once; after a pause they are saved and computed. Unsaved changes stay, with
 * the error, until they are sent again or changed.
 */
export function useDraft(slug: string, saved: PlanSettings, planJobId: string | null) {
  const [history, setHistory] = useState<PlanHistory<PlanSettings>>(emptyHistory)
  /** Null if everything is saved, so that changes of another admin show too. */
  const [pending, setPending] = useState<PlanSettings | null>(null)
  const [invalid, setInvalid] = useState<readonly string[]>([])
  const send = useSaving(slug, saved, planJobId, [pending, setPending])
  const { mutate, reset } = send

  const now = pending ?? saved
  const latest = useRef({ now, history })
  latest.current = { now, history }

  function apply(next: PlanSettings) {
    reset()
    setPending(next)
  }
  const change: ChangeSettings = (patch, of) => {
    const { now: before, history: past } = latest.current
    setHistory(historyAfter(past, { before, patch, of: of ?? null }))
    apply({ ...before, ...patch })
  }
  function undo() {
    const former = latest.current.history.past.at(-1)
    if (!former) return
    setHistory(historyBefore(latest.current.history))
    apply({ ...latest.current.now, ...former })
  }

  // Changes are saved by themselves, unless that has failed.
  useLeaveWarning(send.error !== null)
  const isPending = pending !== null || send.isPending
  return {
    settings: now,
    change,
    /** Ends the current undo step. */
    close: () => setHistory(historyClosed),
    undo: history.past.length > 0 ? undo : null,
    /** Saves the current settings and computes them again. */
    compute: () => mutate(latest.current.now),
    /** Labels of fields with invalid input, which is not part of the settings. */
    invalid,
    setInvalid,
    error: send.error,
    isPending,
    state: draftState({ hasFailed: send.error !== null, isPending, isInvalid: invalid.length > 0 }),
  }
}

export type Draft = ReturnType<typeof useDraft>
