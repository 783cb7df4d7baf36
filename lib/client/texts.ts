import {
  classNote,
  classNoteList,
  type DocumentInput,
  documentAddress,
  documentHistory,
  documentToRead,
  preview,
  readingInput,
  savedDocument,
  versionComparison,
} from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { api } from './api'

export const readDocument = (slug: string, kind: DocumentKind, signal?: AbortSignal) =>
  api.get({ address: documentAddress.one(slug, kind), output: documentToRead, signal })

export const confirmDocument = (slug: string, kind: DocumentKind, version: number) =>
  api.post({ address: documentAddress.readings(slug, kind), output: readingInput, body: { version } })

export const saveDocument = (slug: string, kind: DocumentKind, body: DocumentInput) =>
  api.put({ address: documentAddress.one(slug, kind), output: savedDocument, body })

export const readDocumentHistory = (slug: string, kind: DocumentKind, signal?: AbortSignal) =>
  api.get({ address: documentAddress.versions(slug, kind), output: documentHistory, signal })

export const compareVersions = (slug: string, kind: DocumentKind, version: number, from?: number) =>
  api.get({
    address: `${documentAddress.version(slug, kind, version)}${from === undefined ? '' : `?from=${from}`}`,
    output: versionComparison,
  })

export const previewDocument = (slug: string, text: string, signal?: AbortSignal) =>
  api.post({ address: documentAddress.preview(slug), output: preview, body: { text }, signal })

export const listClassNotes = (slug: string, query: string, signal?: AbortSignal) =>
  api.get({
    address: `${documentAddress.classNotes(slug)}?${new URLSearchParams({ query })}`,
    output: classNoteList,
    signal,
  })

export const saveClassNote = (slug: string, classId: number, note: string) =>
  api.put({ address: documentAddress.classNote(slug, classId), output: classNote, body: { note } })
