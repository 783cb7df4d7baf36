'use client'

import { formError } from '@/components/kit/form-error'
import { useStartedJob } from '@/components/kit/use-started-job'
import { Button } from '@/components/ui/button'
import { startJob } from '@/lib/client/jobs'

interface MeasureImpactButtonProps {
  slug: string
  runId: number
  raterIds: number[] | 'all'
  tone?: 'main' | 'plain'
  children: string
}

/** Asks what would change without raters; the panel of jobs shows how far it is. */
export function MeasureImpactButton({ slug, runId, raterIds, tone = 'plain', children }: MeasureImpactButtonProps) {
  const start = useStartedJob(slug, () => startJob(slug, 'measure-rater-impact', { runId, raterIds }))
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formError(start.error).message}
        </p>
      )}
      <Button tone={tone} disabled={start.isPending} onClick={() => start.mutate()}>
        {children}
      </Button>
    </>
  )
}
