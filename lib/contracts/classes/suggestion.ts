import { z } from 'zod'
import { filterQuery } from '@/lib/contracts/endpoint'
import { listedImage } from '@/lib/contracts/images/picture'
import { count, rowNumber } from '@/lib/contracts/number'
import {
  hasControlCharacters,
  maxSuggestions,
  suggestionAddress,
  suggestionStates,
  tidySuggestion,
} from '@/lib/domain/classes/suggestion'

const suggestedName = z
  .string()
  .max(400)
  .transform(tidySuggestion)
  .refine((text) => text !== '', 'Enter what is in the image.')
  .refine((text) => !hasControlCharacters(text), 'Remove the control characters.')

/** All of the rater's suggestions for the image. Replaces earlier ones. */
export const suggestionsInput = z.strictObject({
  names: z.array(suggestedName).max(maxSuggestions, `At most ${maxSuggestions} for one image. Remove one first.`),
})

export const ownSuggestions = z.strictObject({
  suggestions: z.array(z.strictObject({ name: z.string(), isClass: z.boolean() })),
})
export type OwnSuggestions = z.infer<typeof ownSuggestions>

export const suggestibleClasses = z.strictObject({
  classes: z.array(
    z.strictObject({
      ...{ name: z.string(), otherNames: z.array(z.string()), gloss: z.string().nullable() },
      ...{ lang: z.string(), glossLang: z.string() },
    }),
  ),
})
export type SuggestibleClasses = z.infer<typeof suggestibleClasses>

export const suggestion = z.strictObject({
  id: rowNumber,
  ...listedImage,
  isExcluded: z.boolean(),
  /** The suggested class, or the class the text was mapped to. Null for an unmapped text. */
  className: z.string().nullable(),
  classId: rowNumber.nullable(),
  /** What raters typed. Null if they chose a class. */
  text: z.string().nullable(),
  raterIds: z.array(count),
  state: z.enum(suggestionStates),
  createdAt: z.iso.datetime(),
})
export type Suggestion = z.infer<typeof suggestion>

export const suggestionQuery = filterQuery(suggestionAddress)

/** Those of most raters first. */
export const suggestionPage = z.strictObject({
  suggestions: z.array(suggestion),
  page: count,
  pageCount: count,
  counts: z.strictObject({ open: count, asked: count, dismissed: count }),
  /** Images with a suggestion that is not a class of the project, out of all images that are not excluded. */
  outsideList: z.strictObject({ images: count, of: count }),
  /** Open suggestions with a class, on images that are not excluded, which raters can be asked about now. */
  askable: count,
  asksAtOnce: z.boolean(),
})
export type SuggestionPage = z.infer<typeof suggestionPage>

/** Null: all that can be asked. */
export const askSuggestionsInput = z.strictObject({
  suggestionIds: z.array(rowNumber).min(1).max(1_000).nullable(),
})
export type AskSuggestionsInput = z.infer<typeof askSuggestionsInput>

export const askedSuggestions = z.strictObject({ batchId: rowNumber, images: count, tasks: count, candidates: count })
export type AskedSuggestions = z.infer<typeof askedSuggestions>

/** Dismisses or reopens a suggestion, or maps its text to a class. A class of null removes the mapping. */
export const changeSuggestionInput = z.union([
  z.strictObject({ isDismissed: z.boolean() }),
  z.strictObject({ classIndex: rowNumber.nullable() }),
])
export type ChangeSuggestionInput = z.infer<typeof changeSuggestionInput>
