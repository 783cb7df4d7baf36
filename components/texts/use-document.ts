import { useRequest } from '@/components/kit/use-request'
import { confirmDocument, readDocument } from '@/lib/client/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'

/** A text of the project as it is now, asked for anew whenever it is wanted. */
export const useDocument = (slug: string, kind: DocumentKind, isWanted = true, language = '') =>
  useRequest(isWanted ? `document ${slug} ${kind} ${language}` : null, () => readDocument(slug, kind), false)

export const sendReading = (slug: string, { kind, version }: { kind: DocumentKind; version: number }) =>
  confirmDocument(slug, kind, version)
