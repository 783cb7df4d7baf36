import * as endpoints from '@/lib/contracts/endpoints/texts'
import type { DocumentInput } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { request } from './api'

export const readDocument = (slug: string, kind: DocumentKind, signal?: AbortSignal) =>
  request(endpoints.readDocument, { project: slug, kind }, { signal })

export const confirmDocument = (slug: string, kind: DocumentKind, version: number) =>
  request(endpoints.confirmDocument, { project: slug, kind }, { body: { version } })

export const saveDocument = (slug: string, kind: DocumentKind, body: DocumentInput) =>
  request(endpoints.saveDocument, { project: slug, kind }, { body })

export const readDocumentHistory = (slug: string, kind: DocumentKind, signal?: AbortSignal) =>
  request(endpoints.readDocumentHistory, { project: slug, kind }, { signal })

export const compareVersions = (slug: string, kind: DocumentKind, version: number, from?: number) =>
  request(endpoints.compareDocumentVersions, { project: slug, kind, version }, { query: { from } })

export const previewDocument = (slug: string, text: string, signal?: AbortSignal) =>
  request(endpoints.previewDocument, { project: slug }, { body: { text }, signal })

export const listClassNotes = (slug: string, query: string, signal?: AbortSignal) =>
  request(endpoints.listClassNotes, { project: slug }, { query: { query }, signal })

export const saveClassNote = (slug: string, classId: number, note: string) =>
  request(endpoints.setClassNote, { project: slug, class: classId }, { body: { note } })
