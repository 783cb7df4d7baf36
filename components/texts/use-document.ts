import { useRequest } from '@/components/kit/use-request'
import { readDocument } from '@/lib/client/documents'
import type { DocumentKind } from '@/lib/domain/texts/document'

/** The current version of a text, fetched whenever it is needed. */
export const useDocument = (slug: string, kind: DocumentKind, isWanted = true, language = '') =>
  useRequest(isWanted ? `document ${slug} ${kind} ${language}` : null, () => readDocument(slug, kind), false)
