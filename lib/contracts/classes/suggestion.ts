import { z } from 'zod'
import {
  hasControlCharacters,
  mostSuggestions,
  suggestionStates,
  tidySuggestion,
} from '@/lib/domain/classes/suggestion'

const count = z.number().int()

/** The name of a class of the project, or words of one's own. */
const suggestedName = z
  .string()
  .max(400)
  .transform(tidySuggestion)
  .refine((text) => text !== '', 'Enter what is in the image.')
  .refine((text) => !hasControlCharacters(text), 'Remove the control characters.')

/** All that the rater says is in the image beside what is asked: it takes the place of what they said before. */
export const suggestionsInput = z.strictObject({
  names: z.array(suggestedName).max(mostSuggestions, `At most ${mostSuggestions} for one image. Remove one first.`),
})

/** In the order in which they were said. */
export const ownSuggestions = z.strictObject({
  suggestions: z.array(z.strictObject({ name: z.string(), isClass: z.boolean() })),
})
export type OwnSuggestions = z.infer<typeof ownSuggestions>

/** Classes that fit a text, as raters see them. */
export const suggestibleClasses = z.strictObject({
  classes: z.array(
    z.strictObject({
      ...{ name: z.string(), otherNames: z.array(z.string()), gloss: z.string().nullable() },
      /** The languages of the names and of the gloss. */
      ...{ lang: z.string(), glossLang: z.string() },
    }),
  ),
})
export type SuggestibleClasses = z.infer<typeof suggestibleClasses>

/** What raters suggested for an image, as admins see it. */
export const suggestion = z.strictObject({
  id: count,
  imageId: count,
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  isExcluded: z.boolean(),
  /** The class that was suggested, or onto which the text was mapped; null for a text that is none. */
  className: z.string().nullable(),
  classId: count.nullable(),
  /** What raters typed; null where they chose a class. */
  text: z.string().nullable(),
  raters: z.array(count),
  state: z.enum(suggestionStates),
  createdAt: z.iso.datetime(),
})
export type Suggestion = z.infer<typeof suggestion>

export const suggestionPage = z.strictObject({
  suggestions: z.array(suggestion),
  page: count,
  pageCount: count,
  counts: z.strictObject({ open: count, asked: count, dismissed: count }),
  /** Images in which raters saw something that is no class of the project, of all that are not excluded. */
  outsideList: z.strictObject({ images: count, of: count }),
  /** Open ones with a class, on images that are not excluded: raters can be asked about these at once. */
  askable: count,
  asksAtOnce: z.boolean(),
})
export type SuggestionPage = z.infer<typeof suggestionPage>

/** Null: all that can be asked. */
export const askSuggestionsInput = z.strictObject({
  suggestions: z.array(z.int32().min(0)).min(1).max(1_000).nullable(),
})
export type AskSuggestionsInput = z.infer<typeof askSuggestionsInput>

export const askedSuggestions = z.strictObject({ batchId: count, images: count, tasks: count, candidates: count })
export type AskedSuggestions = z.infer<typeof askedSuggestions>

/** Dismisses a suggestion or opens it again, or says which class a text is; a class of null takes that back. */
export const changeSuggestionInput = z.union([
  z.strictObject({ isDismissed: z.boolean() }),
  z.strictObject({ classIndex: z.int32().min(0).nullable() }),
])
export type ChangeSuggestionInput = z.infer<typeof changeSuggestionInput>
