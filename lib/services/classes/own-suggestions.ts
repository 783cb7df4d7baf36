import type { z } from 'zod'
import type { OwnSuggestions, SuggestibleClasses, suggestionsInput } from '@/lib/contracts/classes/suggestion'
import { searchDescribedClasses } from '@/lib/db/classes/class-query'
import { findNamedClasses, findOwnSuggestions, replaceOwnSuggestions } from '@/lib/db/classes/suggestion-rows'
import { prisma } from '@/lib/db/client'
import { findRaterLanguage } from '@/lib/db/rating/rater-language'
import { longestSuggestion, suggestionKey } from '@/lib/domain/classes/suggestion'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput } from '@/lib/errors'
import { accessToImage, type ImageOfTask } from '@/lib/services/access/rating-session'

export const readOwnSuggestions = async (actor: Actor, of: ImageOfTask): Promise<OwnSuggestions> => ({
  suggestions: await findOwnSuggestions(await accessToImage(actor, of)),
})

/**
 * Replaces earlier suggestions; class names become classes. Throws AppError `invalid-input` for words that are too
 * long.
 */
export async function saveOwnSuggestions(
  actor: Actor,
  { names, ...of }: z.output<typeof suggestionsInput> & ImageOfTask,
): Promise<OwnSuggestions> {
  const by = await accessToImage(actor, of)
  const language = await findRaterLanguage(by)
  const classes = await findNamedClasses({ projectId: by.projectId, language }, names)
  const keys = names.map(suggestionKey)
  const texts = names.filter((name, k) => !classes.has(name) && keys.indexOf(keys[k]!) === k)
  const tooLong = texts.find((text) => [...text].length > longestSuggestion)
  if (tooLong !== undefined)
    throw invalidInput(`At most ${longestSuggestion} characters. Nothing was saved: shorten the text.`, {
      [`names.${names.indexOf(tooLong)}`]: `At most ${longestSuggestion} characters.`,
    })
  const wanted = { classIds: [...new Set(classes.values())], texts }
  await prisma.$transaction((tx) => replaceOwnSuggestions(by, wanted, tx))
  return { suggestions: await findOwnSuggestions(by) }
}

/** Matches part of a name, another name or the external id. */
export async function findSuggestibleClasses(
  actor: Actor,
  { query, ...of }: ImageOfTask & { query: string },
): Promise<SuggestibleClasses> {
  const { projectId, raterId } = await accessToImage(actor, of)
  if (query === '') return { classes: [] }
  const language = await findRaterLanguage({ projectId, raterId })
  return { classes: await searchDescribedClasses({ projectId, language, limit: 20 }, query) }
}
