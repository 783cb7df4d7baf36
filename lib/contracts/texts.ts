import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { documentKinds, maxClassNoteChars, maxDocumentChars } from '@/lib/domain/texts/document'

export const documentKind = z.enum(documentKinds)
const version = int.min(1).max(1_000_000)
export const versionNumber = z.coerce.number().pipe(version)
const moment = z.iso.datetime()

const textPart = z.strictObject({ state: z.enum(['same', 'added', 'removed']), text: z.string() })
/** A line of a text diff, or a `gap` that stands for `lineCount` unchanged lines. */
const textChange = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['same', 'added', 'removed', 'changed']), parts: z.array(textPart) }),
  z.strictObject({ state: z.literal('gap'), lineCount: int }),
])
export type TextChange = z.infer<typeof textChange>

export const documentToRead = z.strictObject({
  kind: z.enum(documentKinds),
  /** Null if there is no such text now. The other fields are then empty. */
  version: version.nullable(),
  /** Language of the text, of class names and of class notes. */
  language: z.string(),
  createdAt: moment.nullable(),
  /** Sanitized. */
  html: z.string(),
  /** The last version this rater has read or agreed to. Null if none. */
  lastRead: z.strictObject({ version, readAt: moment }).nullable(),
  /** Changes since that version. Null if there was none, or if it is this version. */
  changes: z.array(textChange).nullable(),
  /** Decisions about easily confused classes, shown with the guidelines. */
  classPairs: z.array(
    z.strictObject({
      kind: z.enum(classPairDecisions),
      first: z.string(),
      second: z.string(),
      note: z.string(),
      noteLang: z.string(),
    }),
  ),
})
export type DocumentToRead = z.infer<typeof documentToRead>

export const readingInput = z.strictObject({ version })

/** A new version. An empty text withdraws the current one. */
export const documentInput = z.strictObject({
  text: z.string().max(maxDocumentChars, 'At most 20,000 characters.'),
  /** The version the author started from, so that a newer one is not overwritten. Null if there was none. */
  basedOn: version.nullable(),
  /** The additional language of the text. Null: the project's own. */
  language: z.string().max(35).nullable().default(null),
})
export type DocumentInput = z.input<typeof documentInput>

export const savedDocument = z.strictObject({
  version: version.nullable(),
  /** False if the text equals the newest version, so that none was added. */
  isNew: z.boolean(),
})

export const documentVersion = z.strictObject({
  version,
  /** Null: the project's own. */
  language: z.string().nullable(),
  /** The version that this one translates. */
  ofVersion: version.nullable(),
  createdAt: moment,
  /** Null: the command line, or a deleted account. */
  author: z.string().nullable(),
  charCount: int,
  readerCount: int,
})
export type DocumentVersion = z.infer<typeof documentVersion>

export const documentHistory = z.strictObject({
  kind: z.enum(documentKinds),
  /** Newest text and version in the requested language. Empty and null if there is none. */
  text: z.string(),
  version: version.nullable(),
  /** The requested additional language. Null: the project's own. */
  language: z.string().nullable(),
  /** The text in the project's own language, for translating it. */
  ownText: z.string(),
  ownLanguage: z.string(),
  /** `outdated`: only an earlier version is translated, which is not shown to raters. */
  languages: z.array(z.strictObject({ language: z.string(), state: z.enum(['current', 'outdated', 'missing']) })),
  /** Newest first. */
  versions: z.array(documentVersion),
})
export type DocumentHistory = z.infer<typeof documentHistory>

export const documentHistoryQuery = z.object({ language: z.string().max(35).optional() })

export const versionComparisonQuery = z.object({ from: versionNumber.optional() })
export const versionComparison = z.strictObject({
  version,
  text: z.string(),
  html: z.string(),
  changes: z.array(textChange).nullable(),
})

export const previewInput = z.strictObject({ text: documentInput.shape.text })
export const preview = z.strictObject({ html: z.string() })

export const classNoteInput = z.strictObject({
  /** Blank removes the note. */
  note: z.string().max(maxClassNoteChars, 'At most 2,000 characters.'),
})
export const classNote = z.strictObject({
  classId: int,
  name: z.string(),
  /** Id in the class file, which tells classes of the same name apart. */
  externalId: z.string().nullable(),
  gloss: z.string().nullable(),
  note: z.string().nullable(),
})
export type ClassNote = z.infer<typeof classNote>

export const classNoteQuery = z.object({ query: z.string().trim().max(200).catch('') })
export const classNoteList = z.strictObject({
  classes: z.array(classNote),
  noteCount: int,
  hasClasses: z.boolean(),
})
export type ClassNoteList = z.infer<typeof classNoteList>
