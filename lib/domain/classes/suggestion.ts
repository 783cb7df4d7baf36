import { addressView, oneOf, pageNumber } from '@/lib/domain/address-view'

/** Per rater and image. */
export const maxSuggestions = 5
export const maxSuggestionLength = 80

// Control characters, and characters that change the direction of the surrounding text.
const unwanted = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u

export const hasControlCharacters = (text: string): boolean => unwanted.test(text)

export const tidySuggestion = (text: string): string => text.normalize('NFC').trim()

export const suggestionKey = (text: string): string => tidySuggestion(text).toLowerCase()

/** `asked`: a rating task asks raters about its class. `dismissed`: an admin decided not to ask about it. */
export const suggestionStates = ['open', 'asked', 'dismissed'] as const
export type SuggestionState = (typeof suggestionStates)[number]

export const suggestionAddress = addressView({
  state: oneOf(suggestionStates, 'open', 'show'),
  page: pageNumber(),
})
export type SuggestionView = typeof suggestionAddress.initial
