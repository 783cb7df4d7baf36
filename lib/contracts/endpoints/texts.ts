import { admin, endpoint, nothing, rater } from '@/lib/contracts/endpoint'
import {
  classNote,
  classNoteInput,
  classNoteList,
  classNotePath,
  classNoteQuery,
  documentHistory,
  documentInput,
  documentPath,
  documentToRead,
  documentVersionPath,
  preview,
  previewInput,
  readingInput,
  savedDocument,
  versionComparison,
  versionComparisonQuery,
} from '@/lib/contracts/texts'

export const setClassNote = admin('PUT /class-notes/[class]', {
  params: classNotePath,
  body: classNoteInput,
  output: classNote,
})

export const listClassNotes = admin('GET /class-notes', { query: classNoteQuery, output: classNoteList })

export const confirmDocument = rater('POST /documents/[kind]/readings', {
  params: documentPath,
  body: readingInput,
  output: readingInput,
})

export const readDocument = rater('GET /documents/[kind]', { params: documentPath, output: documentToRead })

export const saveDocument = admin('PUT /documents/[kind]', {
  params: documentPath,
  body: documentInput,
  output: savedDocument,
})

export const compareDocumentVersions = admin('GET /documents/[kind]/versions/[version]', {
  params: documentVersionPath,
  query: versionComparisonQuery,
  output: versionComparison,
})

export const readDocumentHistory = admin('GET /documents/[kind]/versions', {
  params: documentPath,
  output: documentHistory,
})

export const previewDocument = admin('POST /documents/preview', { body: previewInput, output: preview })

export const declineConsent = endpoint('POST /api/projects/[project]/panels/decline', {
  role: 'visitor',
  output: nothing,
})
