import { displayNames } from './display-names'
import { imagenetWnids } from './imagenet-wnids'
import { type Wordnet, wnidOf } from './wordnet'

export type ImagenetClass = {
  index: number
  wnid: string
  /** Differs from that of every other class. */
  displayName: string
  names: string[]
  gloss: string
  examples: string[]
}

/** The 1,000 classes of ImageNet-1k in index order, with names and descriptions from WordNet. */
export function imagenetClasses(wordnet: Wordnet): ImagenetClass[] {
  const synsets = imagenetWnids.map((wnid) => wordnet.synset(wnid))
  const names = displayNames(
    synsets.map(({ wnid, words, gloss, hypernyms }) => {
      const parentName = hypernyms.length > 0 ? wordnet.synset(wnidOf(hypernyms[0])).words[0] : null
      return { id: wnid, names: words, gloss, parentName }
    }),
  )
  return synsets.map(({ wnid, words, gloss, examples }, index) => {
    return { index, wnid, displayName: names[index], names: words, gloss, examples }
  })
}
