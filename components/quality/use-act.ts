'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { formError } from '@/components/kit/form-error'

/** Runs an action on the server and refreshes the page. `problem` is the error message. */
export function useAct<Input>(act: (input: Input) => Promise<unknown>) {
  const router = useRouter()
  const mutation = useMutation({ mutationFn: act, onSettled: () => router.refresh() })
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    problem: mutation.error ? formError(mutation.error).message : null,
  }
}
