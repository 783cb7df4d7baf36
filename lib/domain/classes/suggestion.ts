import { addressView, oneOf, pageNumber } from '@/lib/domain/address-view'

/** So many other things can one rater suggest for one image. */
export const mostSuggestions = 5
export const longestSuggestion = 80

// Beside control characters, those that turn the direction of what is written around them.
const unwanted = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u

export const hasControlCharacters = (text: string): boolean => unwanted.test(text)

/** What raters type, as it is kept: the same signs always in the same code, no blanks around. */
export const tidySuggestion = (text: string): string => text.normalize('NFC').trim()

/** Two texts with the same key are the same suggestion. */
export const suggestionKey = (text: string): string => tidySuggestion(text).toLowerCase()

/**
 * `open`: nobody has looked at it. `asked`: a rating task asks raters about its class. `dismissed`: an admin decided that
 * nobody is asked.
 */
export const suggestionStates = ['open', 'asked', 'dismissed'] as const
export type SuggestionState = (typeof suggestionStates)[number]

/** Which suggestions a list shows. */
export const suggestionAddress = addressView({
  state: oneOf(suggestionStates, 'open', 'show'),
  page: pageNumber(),
})
export type SuggestionView = typeof suggestionAddress.initial
