'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isActiveJob } from '@/components/projects/use-project-jobs'
import { workshopQuery } from '@/lib/client/workshop'
import type { JobSummary } from '@/lib/contracts/job'
import type { PlanReport, PlanSettings, Workshop } from '@/lib/contracts/proposal-plan'
import { type KnownPlan, planView } from '@/lib/domain/plan-view'
import { useDraft } from './use-draft'
import { useJobs } from './use-jobs'

/** Changes when the data do that a plan is computed from. */
const stampOf = ({ imageCount, classCount, goldenImages, models, batches }: Workshop) =>
  JSON.stringify([imageCount, classCount, goldenImages, models.map((one) => [one.id, one.predictions]), batches.length])

const knownFrom = ({ settings, report, ...data }: Workshop, stamp = stampOf({ settings, report, ...data })) =>
  report && { choices: settings, report, stamp }

/** The workshop as it stands and as it is being changed, with the newest figures there are. */
export function useWorkshop(slug: string, initial: Workshop, initialJobs: JobSummary[]) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { queryKey } = workshopQuery(slug)
  const { data } = useQuery({
    ...workshopQuery(slug),
    initialData: initial,
    initialDataUpdatedAt: () => Date.now(),
    refetchOnWindowFocus: 'always',
  })
  const onEnd = useCallback(
    (job: JobSummary) => {
      void queryClient.invalidateQueries({ queryKey })
      // Whether it holds simulated answers is said by what stands around this page's own data.
      if (job.kind === 'simulate-raters') router.refresh()
    },
    [queryClient, queryKey, router],
  )
  const jobs = useJobs(slug, initialJobs, onEnd)
  const planJob = jobs.find((job) => job.kind === 'plan-proposals') ?? null
  const running = planJob && isActiveJob(planJob) ? planJob : null
  const draft = useDraft(slug, data.settings, running?.id ?? null)

  const stamp = stampOf(data)
  const [known, setKnown] = useState<KnownPlan<PlanReport> | null>(() => knownFrom(initial))
  if (data.report && data.report !== known?.report) setKnown(knownFrom(data))

  const canCompute = data.imageCount > 0 && data.models.length > 0
  const isUnknown = canCompute && data.report === null && data.activeJobId === null && !running && !draft.isPending
  useFirstPlan(isUnknown, stamp, data.settings, draft.compute)

  const view = known && planView(known, draft.settings, stamp)
  return {
    data,
    draft,
    jobs,
    running,
    /** The last computation, when it gave nothing. */
    ended: !running && data.report === null && planJob && planJob.state !== 'succeeded' ? planJob : null,
    view,
    canCompute,
  }
}

/** Figures that nobody asked for yet are asked for once; after a failure only on purpose. */
function useFirstPlan(isUnknown: boolean, stamp: string, settings: PlanSettings, compute: () => void) {
  const asked = useRef('')
  const key = `${stamp} ${JSON.stringify(settings)}`
  useEffect(() => {
    if (!isUnknown || asked.current === key) return
    asked.current = key
    compute()
  }, [isUnknown, key, compute])
}

export type WorkshopState = ReturnType<typeof useWorkshop>
