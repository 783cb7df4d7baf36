import { z } from 'zod'
import { classPairDecisions } from '@/lib/domain/classes/class-pair'
import { documentKinds, maxClassNoteChars, maxDocumentChars } from '@/lib/domain/texts/document'

export const documentKind = z.enum(documentKinds)
const version = z.number().int().min(1).max(1_000_000)
export const versionNumber = z.coerce.number().pipe(version)
const moment = z.iso.datetime()

const textPart = z.strictObject({ state: z.enum(['same', 'added', 'removed']), text: z.string() })
/** A line of two wordings laid over each other, or, as `gap`, how many lines stand between that are the same. */
export const textChange = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['same', 'added', 'removed', 'changed']), parts: z.array(textPart) }),
  z.strictObject({ state: z.literal('gap'), lineCount: z.number().int() }),
])
export type TextChange = z.infer<typeof textChange>

/** A text as a rater meets it. */
export const documentToRead = z.strictObject({
  kind: z.enum(documentKinds),
  /** Null: there is no such text now, and the rest is empty. */
  version: version.nullable(),
  /** The language it is written in, and that of the names of classes and of what is said of them. */
  language: z.string(),
  createdAt: moment.nullable(),
  /** Safe to be shown as it is. */
  html: z.string(),
  /** The last version this rater has read or agreed to, and when; null: none. */
  lastRead: z.strictObject({ version, readAt: moment }).nullable(),
  /** What differs from that version; null when there was none, or when it is this one. */
  changes: z.array(textChange).nullable(),
  /** With the guidelines: what was decided about classes that are easily confused. */
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

/** A new wording; an empty one takes the text out of force. */
export const documentInput = z.strictObject({
  text: z.string().max(maxDocumentChars, 'At most 20,000 characters.'),
  /** The version the writer started from, so that nobody overwrites what they have not seen; null: there was none. */
  basedOn: version.nullable(),
  /** The further language it is written in; null: the project's own. */
  language: z.string().max(35).nullable().default(null),
})
export type DocumentInput = z.input<typeof documentInput>

export const savedDocument = z.strictObject({
  version: version.nullable(),
  /** False when the text was the same as the newest one, and nothing was added. */
  isNew: z.boolean(),
})

/** Whether a text is there in a language; `outdated`: only as a translation of an earlier version, which nobody is shown. */
export const translationStates = ['current', 'outdated', 'missing'] as const
export type TranslationState = (typeof translationStates)[number]

export const documentVersion = z.strictObject({
  version,
  /** Null: the project's own. */
  language: z.string().nullable(),
  /** The version that it translates. */
  ofVersion: version.nullable(),
  createdAt: moment,
  /** Null: the command line, or an account that is gone. */
  author: z.string().nullable(),
  charCount: z.number().int(),
  /** Raters who have read, or agreed to, this version. */
  readerCount: z.number().int(),
})
export type DocumentVersion = z.infer<typeof documentVersion>

export const documentHistory = z.strictObject({
  kind: z.enum(documentKinds),
  /** The newest wording in the language asked for, and its number; empty and null when there is none. */
  text: z.string(),
  version: version.nullable(),
  /** That further language; null: the project's own. */
  language: z.string().nullable(),
  /** The wording in the project's own language, to be translated. */
  ownText: z.string(),
  /** The project's own language, and how the text stands in the further ones. */
  ownLanguage: z.string(),
  languages: z.array(z.strictObject({ language: z.string(), state: z.enum(translationStates) })),
  /** The newest first. */
  versions: z.array(documentVersion),
})
export type DocumentHistory = z.infer<typeof documentHistory>

export const documentHistoryQuery = z.object({ language: z.string().max(35).optional() })

export const versionComparisonQuery = z.object({ from: versionNumber.optional() })
/** One wording, and what it changed against another. */
export const versionComparison = z.strictObject({
  version,
  text: z.string(),
  html: z.string(),
  changes: z.array(textChange).nullable(),
})

export const previewInput = z.strictObject({ text: documentInput.shape.text })
export const preview = z.strictObject({ html: z.string() })

export const classNoteInput = z.strictObject({
  /** Blank: no note. */
  note: z.string().max(maxClassNoteChars, 'At most 2,000 characters.'),
})
export const classNote = z.strictObject({
  classId: z.number().int(),
  name: z.string(),
  /** Other words of the class that tell it apart from those of the same name: its id in the class file. */
  externalId: z.string().nullable(),
  gloss: z.string().nullable(),
  note: z.string().nullable(),
})
export type ClassNote = z.infer<typeof classNote>

export const classNoteQuery = z.object({ query: z.string().trim().max(200).catch('') })
export const classNoteList = z.strictObject({
  classes: z.array(classNote),
  /** Classes of the project that have a note. */
  noteCount: z.number().int(),
  /** Whether the project has classes that could have one. */
  hasClasses: z.boolean(),
})
export type ClassNoteList = z.infer<typeof classNoteList>
