import type { StoredPicture } from '@/lib/contracts/images/picture'

/** The hash is null for images that are known by name only. */
export const imageUrl = (slug: string, hash: string | null) => hash && `/api/projects/${slug}/images/${hash}`

export const creditedPicture = (
  slug: string,
  { contentHash, width, height, credit, creditUrl, license }: StoredPicture,
) => ({ url: imageUrl(slug, contentHash), width, height, credit, creditUrl, license })

/** `language` is a BCP 47 tag. */
const wikipediaSearch = (name: string, language = 'en') =>
  `https://${language.split('-')[0]}.wikipedia.org/w/index.php?${new URLSearchParams({ search: name.replace(/[()]/g, '') })}`

/** Links a class without a link to a search of Wikipedia in the language of its name. */
export const withWikipedia = <Shown extends { name: string; lang?: string | undefined; wikipediaUrl: string | null }>(
  shown: Shown,
) => ({ ...shown, wikipediaUrl: shown.wikipediaUrl ?? wikipediaSearch(shown.name, shown.lang) })
