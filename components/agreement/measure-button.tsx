'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formFault } from '@/components/account/form-fault'
import { Button } from '@/components/ui/button'
import { startAgreement } from '@/lib/client/agreement'
import { jobsKey } from '@/lib/client/jobs'
import { agreementInput } from '@/lib/contracts/agreement'
import type { JobSummary } from '@/lib/contracts/job'

interface MeasureButtonProps {
  slug: string
  hasVotes: boolean
  hasReport: boolean
}

/** Asks for the agreement of the votes there are now; the panel of jobs shows how far it is. */
export function MeasureButton({ slug, hasVotes, hasReport }: MeasureButtonProps) {
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: () => startAgreement(slug, agreementInput.parse({})),
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
      <Button
        tone="main"
        disabled={!hasVotes || start.isPending}
        title={hasVotes ? undefined : 'There are no votes to compare yet.'}
        onClick={() => start.mutate()}
      >
        {hasReport ? 'Measure again' : 'Measure agreement'}
      </Button>
    </>
  )
}
