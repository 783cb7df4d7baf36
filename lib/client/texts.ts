import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as endpoints from '@/lib/contracts/endpoints/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { caller, request } from './api'

export const saveClassNote = caller(endpoints.setClassNote)
export const saveDocument = caller(endpoints.saveDocument)

/** Never refetched, because versions do not change. */
export const versionQuery = (slug: string, kind: DocumentKind, version: number, from?: number) =>
  queryOptions({
    queryKey: ['version', slug, kind, version, from],
    queryFn: ({ signal }) =>
      request(endpoints.compareDocumentVersions, { project: slug, kind, version }, { query: { from }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const previewQuery = (slug: string, text: string) =>
  queryOptions({
    queryKey: ['preview', slug, text],
    queryFn: ({ signal }) => request(endpoints.previewDocument, { project: slug }, { body: { text }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const classNotesKey = (slug: string) => ['class-notes', slug]

export const classNotesQuery = (slug: string, query: string) =>
  queryOptions({
    queryKey: [...classNotesKey(slug), query],
    queryFn: ({ signal }) => request(endpoints.listClassNotes, { project: slug }, { query: { query }, signal }),
  })
