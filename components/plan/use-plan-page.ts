'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useJobs } from '@/components/kit/jobs'
import { jobsKey } from '@/lib/client/jobs'
import { planQuery } from '@/lib/client/plan'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { PlanReport, PlanSettings, PlanState } from '@/lib/contracts/plan/plan'
import { answerTime } from '@/lib/domain/plan/answer-time'
import { type KnownPlan, planView } from '@/lib/domain/plan/plan-view'
import { useDraft } from './use-draft'

/** A key that changes with the data that a plan is computed from. */
const stampOf = ({ imageCount, classCount, listedCandidates, goldenImages, models, batches }: PlanState) =>
  JSON.stringify([
    imageCount,
    classCount,
    listedCandidates,
    goldenImages,
    models.map((one) => [one.id, one.predictions]),
    batches.length,
  ])

const knownFrom = (plan: PlanState) =>
  plan.report && { choices: plan.settings, report: plan.report, stamp: stampOf(plan) }

const noView = { report: null, isOld: false, isWhole: false }

export function usePlanPage(slug: string, initial: PlanState, initialJobs: JobSummary[]) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { data } = useQuery({
    ...planQuery(slug),
    initialData: initial,
    initialDataUpdatedAt: () => Date.now(),
    refetchOnWindowFocus: 'always',
  })
  const { jobs } = useJobs(slug, initialJobs, (job) => {
    void queryClient.invalidateQueries({ queryKey: planQuery(slug).queryKey })
    // The frame around this page says whether the project has simulated answers, so refresh it too.
    if (job.kind === 'simulate-raters') router.refresh()
  })
  const planJob = jobs.find((job) => job.kind === 'plan-proposals') ?? null
  const running = runningOf(planJob)
  const draft = useDraft(slug, data.settings, running?.id ?? null)

  useJobOfOthers(slug, jobs, data.activeJobId)

  const stamp = stampOf(data)
  const [known, setKnown] = useState<KnownPlan<PlanReport> | null>(() => knownFrom(initial))
  if (data.report && data.report !== known?.report) setKnown(knownFrom(data))

  const canCompute = data.imageCount > 0 && data.classCount > 0
  const isWaiting = running !== null || data.activeJobId !== null || draft.isPending
  // The server has no estimates for the current settings and is not computing any, so those shown are outdated.
  const isOvertaken = data.report === null && !isWaiting
  const ended = isOvertaken ? unsuccessful(planJob) : null
  const isDue = useFirstPlan(canCompute && isOvertaken && !ended && !draft.error, stamp, data.settings, draft.compute)

  const time = answerTime(draft.settings.secondsPerCandidate, data.measuredTime)
  const view = known ? planView(known, draft.settings, { stamp, time }) : noView
  return {
    data,
    draft,
    settings: draft.settings,
    jobs,
    running,
    /** The latest computation if it failed or was cancelled. */
    ended,
    report: view.report,
    /** Whether notes on tasks and earlier batches belong to the current settings. */
    isWhole: view.isWhole,
    isOld: view.isOld || (isOvertaken && view.report !== null),
    canCompute,
    /** Whether estimates are pending: settings are being saved, queued or computed. */
    isBusy: (data.report === null && isWaiting) || draft.isPending || running !== null || isDue,
  }
}

/** Failed or cancelled computations are repeated only on request. Otherwise every visit would queue them again. */
const unsuccessful = (job: JobSummary | null) => (job?.state === 'succeeded' ? null : job)

const runningOf = (job: JobSummary | null) => (job && isActiveJob(job) ? job : null)

/** Refetches the jobs if one was started by another admin or before this page was loaded. */
function useJobOfOthers(slug: string, known: JobSummary[], activeJobId: string | null) {
  const queryClient = useQueryClient()
  const jobId = known.some((job) => job.id === activeJobId) ? null : activeJobId
  useEffect(() => {
    if (jobId) void queryClient.invalidateQueries({ queryKey: jobsKey(slug) })
  }, [jobId, queryClient, slug])
}

/** Requests estimates once if there are none yet. Returns whether that is about to happen. */
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

/** Props of most parts of the page. */
export interface PlanPartProps {
  slug: string
  state: PlanPageState
}
