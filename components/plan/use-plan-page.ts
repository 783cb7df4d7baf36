'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { isActiveJob, useJobs } from '@/components/kit/use-jobs'
import { jobsKey } from '@/lib/client/jobs'
import { planQuery } from '@/lib/client/plan'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { PlanReport, PlanSettings, PlanState } from '@/lib/contracts/plan'
import { answerTime } from '@/lib/domain/plan/answer-time'
import { type KnownPlan, planView } from '@/lib/domain/plan/plan-view'
import { useDraft } from './use-draft'

/** Changes when the data do that a plan is computed from. */
const stampOf = ({ imageCount, classCount, listedCandidates, goldenImages, models, batches }: PlanState) =>
  JSON.stringify([
    imageCount,
    classCount,
    listedCandidates,
    goldenImages,
    models.map((one) => [one.id, one.predictions]),
    batches.length,
  ])

const knownFrom = ({ settings, report, ...data }: PlanState, stamp = stampOf({ settings, report, ...data })) =>
  report && { choices: settings, report, stamp }

/** The plan as it stands and as it is being changed, with the newest figures there are. */
export function usePlanPage(slug: string, initial: PlanState, initialJobs: JobSummary[]) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { data } = useQuery({
    ...planQuery(slug),
    initialData: initial,
    initialDataUpdatedAt: () => Date.now(),
    refetchOnWindowFocus: 'always',
  })
  const onEnd = useCallback(
    (job: JobSummary) => {
      void queryClient.invalidateQueries({ queryKey: planQuery(slug).queryKey })
      // Whether it holds simulated answers is said by what stands around this page's own data.
      if (job.kind === 'simulate-raters') router.refresh()
    },
    [queryClient, router, slug],
  )
  const { jobs } = useJobs(slug, initialJobs, onEnd)
  const planJob = jobs.find((job) => job.kind === 'plan-proposals') ?? null
  const running = runningOf(planJob)
  const draft = useDraft(slug, data.settings, running?.id ?? null)

  useJobOfOthers(slug, jobs, data.activeJobId)

  const stamp = stampOf(data)
  const [known, setKnown] = useState<KnownPlan<PlanReport> | null>(() => knownFrom(initial))
  if (data.report && data.report !== known?.report) setKnown(knownFrom(data))

  const canCompute = data.imageCount > 0 && data.classCount > 0
  const isWaiting = running !== null || data.activeJobId !== null || draft.isPending
  // The server knows of no figures for these choices and nobody is computing them: what was known has been overtaken.
  const isOvertaken = data.report === null && !isWaiting
  const ended = isOvertaken ? unsuccessful(planJob) : null
  const isDue = useFirstPlan(canCompute && isOvertaken && !ended && !draft.error, stamp, data.settings, draft.compute)

  const time = answerTime(draft.settings.secondsPerCandidate, data.measuredTime)
  const view = known && planView(known, draft.settings, { stamp, time })
  return {
    data,
    draft,
    jobs,
    running,
    /** The last computation, when it gave nothing. */
    ended,
    view: view && { ...view, isOld: view.isOld || isOvertaken },
    canCompute,
    /** Figures are on their way: what is chosen is being saved, waits for the worker or is computed. */
    isBusy: (data.report === null && isWaiting) || draft.isPending || running !== null || isDue,
  }
}

/** What failed or was cancelled is tried again on purpose only: else every visit would queue it anew. */
const unsuccessful = (job: JobSummary | null) => (job?.state === 'succeeded' ? null : job)

const runningOf = (job: JobSummary | null) => (job && isActiveJob(job) ? job : null)

/** Another admin's job, or one that began before this page knew of it: jobs are asked for again. */
function useJobOfOthers(slug: string, known: JobSummary[], activeJobId: string | null) {
  const queryClient = useQueryClient()
  const jobId = known.some((job) => job.id === activeJobId) ? null : activeJobId
  useEffect(() => {
    if (jobId) void queryClient.invalidateQueries({ queryKey: jobsKey(slug) })
  }, [jobId, queryClient, slug])
}

/** Figures that nobody asked for yet are asked for once; whether that is about to happen. */
function useFirstPlan(isUnknown: boolean, stamp: string, settings: PlanSettings, compute: () => void): boolean {
  const [asked, setAsked] = useState('')
  const key = `${stamp} ${JSON.stringify(settings)}`
  const isDue = isUnknown && asked !== key
  useEffect(() => {
    if (!isDue) return
    setAsked(key)
    compute()
  }, [isDue, key, compute])
  return isDue
}

export type PlanPageState = ReturnType<typeof usePlanPage>
