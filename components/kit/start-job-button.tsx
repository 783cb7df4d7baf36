'use client'

import { Button, type ButtonStyle } from '@/components/ui/button'
import { formError } from './form-error'
import { useStartJob } from './use-jobs'

interface StartJobButtonProps extends ButtonStyle {
  slug: string
  kind: string
  input?: object
  isDisabled?: boolean
  /** Why it cannot be started; null when it can. */
  obstacle?: string | null
  children: string
}

/** Starts a job with one click; the panel of jobs shows how far it is. What was wrong is said beside the button. */
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
