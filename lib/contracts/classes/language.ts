import { z } from 'zod'
import { count } from '@/lib/contracts/number'
import { languageTag } from '@/lib/domain/accounts/project-language'

const languageTagInput = z
  .string()
  .max(40)
  .transform((text, context) => {
    const tag = languageTag(text)
    if (tag === null) context.issues.push({ code: 'custom', input: text, message: 'Enter a tag such as de or pt-BR.' })
    return tag ?? ''
  })

export const translatedLanguage = z.strictObject({
  language: z.string(),
  /** Labelable classes with a translated name. */
  names: count,
  glosses: count,
  notes: count,
})

export const projectLanguages = z.strictObject({
  /** Language of the project's own names and texts. */
  own: z.string(),
  classes: count,
  /** Classes with a gloss, and with a note, in the project's own language. */
  glosses: count,
  notes: count,
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

/** The request body is a file of this name. With `isPreview` nothing is imported. */
export const importTranslationsQuery = z.object({
  fileName: z.string().min(1).max(200),
  isPreview: z.enum(['true', 'false']).transform((value) => value === 'true'),
})

/** Translations a file contains for one language, and what is still missing after the import. */
export const importedLanguage = z.strictObject({
  ...translatedLanguage.shape,
  isNew: z.boolean(),
  /** Translations in the file that are new, changed or unchanged, inner nodes of the hierarchy included. */
  added: count,
  changed: count,
  same: count,
  /** First few classes without a name in this language, by their own names. */
  missing: z.array(z.string()),
})

export const importedTranslations = z.strictObject({
  classes: count,
  languages: z.array(importedLanguage),
})
export type ImportedTranslations = z.infer<typeof importedTranslations>
