'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { PageError } from '@/components/kit/page-error'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return <PageError onRetry={retry} />
}
