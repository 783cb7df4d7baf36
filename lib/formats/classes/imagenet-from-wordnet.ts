import { displayNames } from './class-table'
import type { ImagenetNode } from './imagenet-file'
import { imagenetWnids } from './imagenet-wnids'
import { type Wordnet, wnidOf } from './wordnet'

/** Returns the content of public/imagenet-1k.json for `npm run generate:imagenet`, one node per line. */
export function imagenetFileText(wordnet: Wordnet): string {
  const { ancestors, edges } = wordnet.hypernymClosure(imagenetWnids)
  const wnids = [...imagenetWnids, ...ancestors]
  const indexOf = new Map(wnids.map((wnid, index) => [wnid, index]))
  const parents: number[][] = wnids.map(() => [])
  for (const { child, parent } of edges) parents[indexOf.get(child) ?? -1]!.push(indexOf.get(parent) ?? -1)

  const shown = classNames(wordnet)
  const nodes = wnids.map((wnid, index): ImagenetNode => {
    const { words, gloss } = wordnet.synset(wnid)
    return { wnid, displayName: shown[index] ?? words[0]!, names: words, gloss, parents: parents[index]! }
  })
  const head = JSON.stringify({ source: 'WordNet 3.0', license: wordnet.license() }, null, 2).slice(0, -2)
  return `${head},\n  "nodes": [\n${nodes.map((node) => `    ${JSON.stringify(node)}`).join(',\n')}\n  ]\n}\n`
}

const classNames = (wordnet: Wordnet): string[] =>
  displayNames(
    imagenetWnids.map((wnid) => {
      const { words, gloss, hypernyms } = wordnet.synset(wnid)
      const parentName = hypernyms.length > 0 ? wordnet.synset(wnidOf(hypernyms[0]!)).words[0]! : null
      return { id: wnid, names: words, gloss, parentName }
    }),
  )
