'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react'
import { cancelJob, jobsKey, startJob } from '@/lib/client/jobs'
import { planQuery } from '@/lib/client/plan'
import type { PlanSettings } from '@/lib/contracts/plan'
import { historyAfter, historyBefore, historyClosed, historyFrom } from '@/lib/domain/plan/plan-history'

/** Long enough for the next digit or the next tick, short enough to feel at once. */
const pauseMs = 400

export type ChangeSettings = (patch: Partial<PlanSettings>, of?: string) => void

/** Saves `pending` after a pause, one change after the other, and computes what follows from it. */
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
  /** What was saved when the first of the pending changes was made: what another tab saves since then is kept. */
  const base = useRef(saved)
  if (!pending) base.current = saved
  // The computation that is going on, as far as is known here: the list of jobs comes a little later.
  const going = useRef<string | null>(null)
  if (planJobId) going.current = planJobId

  const send = useMutation({
    // One after the other, so that what was chosen last is saved last.
    scope: { id: `draft of ${slug}` },
    mutationFn: async (settings: PlanSettings) => {
      if (wanted.current && wanted.current !== settings) return null
      // What nobody will look at must not keep what is asked now waiting; when it has ended already, all the better.
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

  // Who leaves the page within the pause keeps what was changed.
  useEffect(
    () => () => {
      if (wanted.current)
        void startJob(slug, 'plan-proposals', { ...wanted.current, basedOn: base.current }).catch(() => undefined)
    },
    [slug],
  )
  return send
}

/**
 * The draft's choices as they are being edited. A change shows at once; after a pause it is saved and computed. What
 * could not be saved stays, with the error, until it is sent again or changed.
 */
export function useDraft(slug: string, saved: PlanSettings, planJobId: string | null) {
  const [history, setHistory] = useState(() => historyFrom(saved))
  /** Null when everything is saved, so that what another admin saves shows here too. */
  const [pending, setPending] = useState<PlanSettings | null>(null)
  const send = useSaving(slug, saved, planJobId, [pending, setPending])
  const { mutate, reset } = send

  const now = pending ?? saved
  const latest = useRef({ now, history })
  latest.current = { now, history }

  const apply = useCallback(
    (next: PlanSettings) => {
      reset()
      setPending(next)
    },
    [reset],
  )
  const change = useCallback<ChangeSettings>(
    (patch, of) => {
      const { now: before, history: past } = latest.current
      const next = { ...before, ...patch }
      setHistory(historyAfter({ ...past, now: before }, next, of ?? null))
      apply(next)
    },
    [apply],
  )
  const undo = useCallback(() => {
    const before = historyBefore(latest.current.history)
    if (before === latest.current.history) return
    setHistory(before)
    apply(before.now)
  }, [apply])
  const compute = useCallback(() => mutate(latest.current.now), [mutate])
  const close = useCallback(() => setHistory(historyClosed), [])

  return {
    settings: now,
    change,
    /** What is changed next is undone apart from what was changed before. */
    close,
    undo: history.past.length > 0 ? undo : null,
    /** Saves what stands and computes it again. */
    compute,
    error: send.error,
    state: send.error ? ('failed' as const) : pending || send.isPending ? ('saving' as const) : ('saved' as const),
    isPending: pending !== null || send.isPending,
  }
}

export type Draft = ReturnType<typeof useDraft>
