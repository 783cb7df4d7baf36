import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import type * as endpoints from '@/lib/contracts/endpoints/texts'

// Raters load this, so it has no schemas; what admins do with texts is in texts.ts.
const read = smallEndpoint<typeof endpoints.readDocument>(
  'GET /documents/[kind]',
  (json) =>
    isRecord(json) &&
    'version' in json &&
    typeof json.html === 'string' &&
    Array.isArray(json.classPairs) &&
    (json.changes === null || Array.isArray(json.changes)),
)
const confirm = smallEndpoint<typeof endpoints.confirmDocument>('POST /documents/[kind]/readings', isRecord)

/** The current version of a text. */
export const readDocument = caller(read)

/** Records that the rater has read the guidelines or agreed to the consent. */
export const confirmDocument = caller(confirm)
