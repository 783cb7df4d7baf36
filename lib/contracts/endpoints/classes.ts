import { classPairInput, classPairOutput, classUses, classWording } from '@/lib/contracts/classes/class'
import {
  importedTranslations,
  importTranslationsQuery,
  languagesInput,
  projectLanguages,
} from '@/lib/contracts/classes/language'
import {
  askedSuggestions,
  askSuggestionsInput,
  changeSuggestionInput,
  ownSuggestions,
  suggestibleClasses,
  suggestionPage,
  suggestionQuery,
  suggestionsInput,
} from '@/lib/contracts/classes/suggestion'
import { admin, basedOn, expert, rater } from '@/lib/contracts/endpoint'
import { classList, classSearchQuery } from '@/lib/contracts/images/image'
import { pictureQuery } from '@/lib/contracts/rating/rating'

export const decideClassPair = admin('PUT /class-pairs/[first]/[second]', {
  body: classPairInput.extend({ basedOn }),
  output: classPairOutput,
})

export const editClass = admin('PATCH /classes/[class]', { body: classWording.extend({ basedOn }) })

export const removeClass = admin('DELETE /classes/[class]', {})

export const readClassUses = admin('GET /classes/[class]', { output: classUses })

export const findClasses = expert('GET /classes', { acceptsTokens: true, query: classSearchQuery, output: classList })

export const readOwnSuggestions = rater('GET /assignments/[assignment]/suggestions', {
  query: pictureQuery,
  output: ownSuggestions,
})

export const saveOwnSuggestions = rater('PUT /assignments/[assignment]/suggestions', {
  query: pictureQuery,
  body: suggestionsInput,
  output: ownSuggestions,
})

export const findSuggestibleClasses = rater('GET /assignments/[assignment]/classes', {
  query: classSearchQuery.extend(pictureQuery.shape),
  output: suggestibleClasses,
})

export const askSuggestions = admin('POST /suggestions/asked', { body: askSuggestionsInput, output: askedSuggestions })

export const listSuggestions = admin('GET /suggestions', { query: suggestionQuery, output: suggestionPage })

export const changeSuggestion = admin('PATCH /suggestions/[suggestion]', { body: changeSuggestionInput })

export const changeLanguages = admin('PUT /languages', {
  body: languagesInput.safeExtend({ basedOn }),
  output: projectLanguages,
})

/** The body is the file. */
export const importTranslations = admin('POST /translations', {
  query: importTranslationsQuery,
  output: importedTranslations,
})
