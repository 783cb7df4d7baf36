'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { jobsKey, startJob } from '@/lib/client/jobs'

interface ImagenetButtonProps {
  slug: string
  isImporting: boolean
}

/** Brings the built-in classes in. */
export function ImagenetButton({ slug, isImporting }: ImagenetButtonProps) {
  const queryClient = useQueryClient()
  const start = useMutation({
    mutationFn: () => startJob(slug, 'import-classes', { source: { from: 'imagenet-1k' } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: jobsKey(slug) }),
  })
  return (
    <>
      {start.error && (
        <p role="alert" className="text-danger text-small">
          {formError(start.error).message}
        </p>
      )}
      <Button disabled={isImporting || start.isPending} onClick={() => start.mutate()}>
        Add ImageNet-1k classes
      </Button>
    </>
  )
}
