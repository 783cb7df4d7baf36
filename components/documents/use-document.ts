import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/client/api-error'
import { confirmDocument, readDocument } from '@/lib/client/documents'
import type { DocumentKind } from '@/lib/domain/document'

const keyOf = (slug: string, kind: DocumentKind) => ['document', slug, kind] as const

/** A text of the project as it stands now. */
export const useDocument = (slug: string, kind: DocumentKind, isWanted = true) =>
  useQuery({
    queryKey: keyOf(slug, kind),
    queryFn: ({ signal }) => readDocument(slug, kind, signal),
    enabled: isWanted,
    staleTime: 0,
  })

/** Tells the server that the text was read or agreed to. When it was changed meanwhile, the new wording is fetched. */
export function useConfirmDocument(slug: string, kind: DocumentKind, onDone: () => void) {
  const client = useQueryClient()
  const confirming = useMutation({
    mutationFn: (version: number) => confirmDocument(slug, kind, version),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'conflict')
        void client.invalidateQueries({ queryKey: keyOf(slug, kind) })
    },
  })
  const { error } = confirming
  return {
    confirm: confirming.mutate,
    isBusy: confirming.isPending || confirming.isSuccess,
    isOutdated: error instanceof ApiError && error.code === 'conflict',
    error: error instanceof ApiError && error.code === 'conflict' ? null : error,
  }
}
