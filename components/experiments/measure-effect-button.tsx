'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formFault } from '@/components/account/form-fault'
import { Button } from '@/components/ui/button'
import { measureExperiment } from '@/lib/client/experiments'
import { jobsKey } from '@/lib/client/jobs'
import { effectInput } from '@/lib/contracts/experiment'
import type { JobSummary } from '@/lib/contracts/job'

interface MeasureEffectButtonProps {
  slug: string
  id: number
  isIdle: boolean
  isAgain: boolean
}

export function MeasureEffectButton({ slug, id, isIdle, isAgain }: MeasureEffectButtonProps) {
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: () => measureExperiment(slug, id, effectInput.parse({})),
    // The job stands in the list at once: one that ends before the list is asked for again is still seen to have ended.
    onSuccess: (job) => {
      queryClient.setQueryData<{ jobs: JobSummary[] }>(jobsKey(slug), (known) => ({
        jobs: [job, ...(known?.jobs ?? [])],
      }))
    },
  })
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formFault(start.error).message}
        </p>
      )}
      <Button tone={isAgain ? 'plain' : 'main'} disabled={!isIdle || start.isPending} onClick={() => start.mutate()}>
        {isAgain ? 'Measure again' : 'Measure the effect'}
      </Button>
    </>
  )
}
