'use client'

import { formError } from '@/components/kit/form-error'
import { useStartedJob } from '@/components/kit/use-started-job'
import { Button } from '@/components/ui/button'
import { measureExperiment } from '@/lib/client/experiments'
import { effectInput } from '@/lib/contracts/experiments'

interface MeasureEffectButtonProps {
  slug: string
  id: number
  isIdle: boolean
  isAgain: boolean
}

export function MeasureEffectButton({ slug, id, isIdle, isAgain }: MeasureEffectButtonProps) {
  const start = useStartedJob(slug, () => measureExperiment(slug, id, effectInput.parse({})))
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
