'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from '@/lib/client/api'

function newQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // The browser's offline detection is often wrong, so just try the request.
        networkMode: 'always',
        // Retries only after a lost connection or a temporary server error; a rejected request would be rejected again.
        retry: (failures, error) => failures < 3 && (!(error instanceof ApiError) || error.isTemporary),
      },
      mutations: { networkMode: 'always' },
    },
  })
}

/** For pages that use TanStack Query. The rating page does not, to stay small. */
export function RequestProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
