'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export function PageError({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title="This page could not be loaded"
        action={
          <Button tone="main" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        The server or its database did not answer as it should. Nothing that was saved is lost.
      </EmptyState>
    </div>
  )
}
