'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { PageError } from '@/components/kit/page-error'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return <PageError number={error.digest} onRetry={retry} />
}
