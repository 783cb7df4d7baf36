'use client'

import { Button, type ButtonStyle } from '@/components/ui/button'
import { formError } from './form-error'
import { useStartJob } from './use-jobs'

interface StartJobButtonProps extends ButtonStyle {
  slug: string
  kind: string
  input?: object
  isDisabled?: boolean
  /** Why the job cannot be started, or null if it can. */
  obstacle?: string | null
  children: string
}

/** Starts a job with one click and shows errors beside the button. The job panel shows the progress. */
export function StartJobButton({ slug, kind, input = {}, isDisabled, obstacle, ...rest }: StartJobButtonProps) {
  const { mutate, error, isPending } = useStartJob(slug, kind)
  return (
    <>
      {error && (
        <p role="alert" className="text-danger text-small">
          {formError(error).message}
        </p>
      )}
      <Button
        disabled={isDisabled || isPending || Boolean(obstacle)}
        title={obstacle ?? undefined}
        onClick={() => mutate(input)}
        {...rest}
      />
    </>
  )
}
