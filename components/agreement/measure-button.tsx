'use client'

import { formError } from '@/components/kit/form-error'
import { useStartedJob } from '@/components/kit/use-started-job'
import { Button } from '@/components/ui/button'
import { startJob } from '@/lib/client/jobs'

interface MeasureButtonProps {
  slug: string
  hasVotes: boolean
  hasReport: boolean
}

/** Asks for the agreement of the votes there are now; the panel of jobs shows how far it is. */
export function MeasureButton({ slug, hasVotes, hasReport }: MeasureButtonProps) {
  const start = useStartedJob(slug, () => startJob(slug, 'measure-agreement'))
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formError(start.error).message}
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
