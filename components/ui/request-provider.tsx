'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'

function newQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // The browser's own idea of being offline is often wrong; the request tells.
        networkMode: 'always',
        // What the server refused once it refuses again; only a lost connection or a busy server is worth another try.
        retry: (failures, error) => failures < 3 && (!(error instanceof ApiError) || error.isTemporary),
      },
      mutations: { networkMode: 'always' },
    },
  })
}

/** For pages that ask our API by TanStack Query. The rating page does without it, as it has to be small. */
export function RequestProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
