import { admin, basedOn, endpoint, rater } from '@/lib/contracts/endpoint'
import { ownPageInput } from '@/lib/contracts/recruitment'
import {
  classNote,
  classNoteInput,
  classNoteList,
  classNoteQuery,
  documentHistory,
  documentHistoryQuery,
  documentInput,
  documentKind,
  documentToRead,
  preview,
  previewInput,
  readingInput,
  savedDocument,
  versionComparison,
  versionComparisonQuery,
  versionNumber,
} from '@/lib/contracts/texts'

export const setClassNote = admin('PUT /class-notes/[class]', {
  body: classNoteInput.extend({ basedOn }),
  output: classNote,
})

export const listClassNotes = admin('GET /class-notes', { query: classNoteQuery, output: classNoteList })

export const confirmDocument = rater('POST /documents/[kind]/readings', {
  params: { kind: documentKind },
  body: readingInput.extend(ownPageInput.shape),
  output: readingInput,
})

export const readDocument = rater('GET /documents/[kind]', { params: { kind: documentKind }, output: documentToRead })

export const saveDocument = admin('PUT /documents/[kind]', {
  params: { kind: documentKind },
  body: documentInput,
  output: savedDocument,
})

export const compareDocumentVersions = admin('GET /documents/[kind]/versions/[version]', {
  params: { kind: documentKind, version: versionNumber },
  query: versionComparisonQuery,
  output: versionComparison,
})

export const readDocumentHistory = admin('GET /documents/[kind]/versions', {
  params: { kind: documentKind },
  query: documentHistoryQuery,
  output: documentHistory,
})

export const previewDocument = admin('POST /documents/preview', { body: previewInput, output: preview })

export const declineConsent = endpoint('POST /api/projects/[project]/panels/decline', {
  role: 'visitor',
  body: ownPageInput,
})
