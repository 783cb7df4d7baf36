'use client'

import { formError } from '@/components/kit/form-error'
import { useStartedJob } from '@/components/kit/use-started-job'
import { Button } from '@/components/ui/button'
import { startJob } from '@/lib/client/jobs'

interface MeasureEffectButtonProps {
  slug: string
  id: number
  isIdle: boolean
  isAgain: boolean
}

export function MeasureEffectButton({ slug, id, isIdle, isAgain }: MeasureEffectButtonProps) {
  const start = useStartedJob(slug, () => startJob(slug, 'measure-experiment', { experimentId: id }))
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formError(start.error).message}
        </p>
      )}
      <Button tone={isAgain ? 'plain' : 'main'} disabled={!isIdle || start.isPending} onClick={() => start.mutate()}>
        {isAgain ? 'Measure again' : 'Measure effect'}
      </Button>
    </>
  )
}
