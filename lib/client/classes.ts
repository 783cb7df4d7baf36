import type { ClassPairInput } from '@/lib/contracts/classes/class'
import type { AskSuggestionsInput, ChangeSuggestionInput } from '@/lib/contracts/classes/suggestion'
import * as endpoints from '@/lib/contracts/endpoints/classes'
import { request } from './api'

export const decideClassPair = (
  slug: string,
  [first, second]: readonly [number, number],
  decision: ClassPairInput,
  basedOn: ClassPairInput,
) => request(endpoints.decideClassPair, { project: slug, first, second }, { body: { ...decision, basedOn } })

/** Whatever a large project has waiting may be meant, which takes longer than a usual request. */
export const askSuggestions = (slug: string, body: AskSuggestionsInput) =>
  request(endpoints.askSuggestions, { project: slug }, { body, timeoutMs: 300_000 })

export const changeSuggestion = (slug: string, suggestion: number, body: ChangeSuggestionInput) =>
  request(endpoints.changeSuggestion, { project: slug, suggestion }, { body })
