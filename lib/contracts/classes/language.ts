import { z } from 'zod'
import { languageTag } from '@/lib/domain/accounts/project-language'

const count = z.number().int()

export const languageTagInput = z
  .string()
  .max(40)
  .transform((text, context) => {
    const tag = languageTag(text)
    if (tag === null) context.issues.push({ code: 'custom', input: text, message: 'Enter a tag such as de or pt-BR.' })
    return tag ?? ''
  })

/** What is there in one further language, and what is not. */
const translatedLanguage = z.strictObject({
  language: z.string(),
  /** Of labelable classes. */
  names: count,
  glosses: count,
  notes: count,
})

export const projectLanguages = z.strictObject({
  /** The language of names and texts as the project has them itself. */
  own: z.string(),
  classes: count,
  /** Classes with a gloss and a note in that language. */
  glosses: count,
  notes: count,
  /** The further ones, in the order in which they are offered. */
  further: z.array(translatedLanguage),
})
export type ProjectLanguages = z.infer<typeof projectLanguages>

export const languagesInput = z
  .strictObject({
    own: languageTagInput,
    further: z.array(languageTagInput).max(40, 'At most 40 further languages.'),
  })
  .refine(({ own, further }) => !further.includes(own), {
    error: 'The project’s own language cannot be a further one.',
    path: ['further'],
  })
  .refine(({ further }) => new Set(further).size === further.length, {
    error: 'Name each language once.',
    path: ['further'],
  })
export type LanguagesInput = z.input<typeof languagesInput>

/** A file in the body of the request, under this name; with `isPreview` nothing is imported. */
export const importTranslationsQuery = z.object({
  fileName: z.string().min(1).max(200),
  isPreview: z.enum(['true', 'false']).transform((value) => value === 'true'),
})

/** What a file brings in one language, and what is missing after it. */
export const importedLanguage = z.strictObject({
  ...translatedLanguage.shape,
  /** Whether the project did not have the language before. */
  isNew: z.boolean(),
  /** Translations in the file that the project did not have, had otherwise, and had just so; inner nodes are counted too. */
  added: count,
  changed: count,
  same: count,
  /** The first classes without a name in this language, by their own. */
  missing: z.array(z.string()),
})

export const importedTranslations = z.strictObject({
  /** Labelable classes of the project. */
  classes: count,
  languages: z.array(importedLanguage),
})
export type ImportedTranslations = z.infer<typeof importedTranslations>
