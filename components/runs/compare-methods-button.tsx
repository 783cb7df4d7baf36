'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { jobsKey, startJob } from '@/lib/client/jobs'

interface CompareMethodsButtonProps {
  slug: string
  hasGolden: boolean
  isAgain: boolean
}

/** Asks the worker to compare all methods; the panel of jobs shows how far it is. */
export function CompareMethodsButton({ slug, hasGolden, isAgain }: CompareMethodsButtonProps) {
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: () => startJob(slug, 'compare-methods'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formError(start.error).message}
        </p>
      )}
      <Button
        tone="main"
        disabled={!hasGolden || start.isPending}
        title={hasGolden ? undefined : 'There are no expert answers to compare methods on yet.'}
        onClick={() => start.mutate()}
      >
        {isAgain ? 'Compare again' : 'Compare methods'}
      </Button>
    </>
  )
}
