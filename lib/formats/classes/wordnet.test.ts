import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, it } from 'vitest'
import { FormatError } from '@/lib/formats/format-error'
import { displayNames } from './class-table'
import { imagenetHierarchy, readImagenetFile } from './imagenet-file'
import { imagenetFileText } from './imagenet-from-wordnet'
import { imagenetWnids } from './imagenet-wnids'
import { findWordnet, openWordnet, parseGloss, type Wordnet, wnidOffset } from './wordnet'

const wordnetFile = await findWordnet(process.cwd()).catch(() => null)
if (!wordnetFile) console.info('Tests of WordNet are skipped: the development package wordnet is not installed.')

describe.skipIf(!wordnetFile)('Wordnet', () => {
  let wordnet: Wordnet
  beforeAll(async () => {
    wordnet = await openWordnet(wordnetFile ?? '')
  })
  it('generates the committed file of ImageNet classes (npm run generate:imagenet)', async () => {
    expect(await readFile('public/imagenet-1k.json', 'utf8')).toBe(imagenetFileText(wordnet))
  })
  it('finds a synset by the offset in its id', () => {
    expect(wordnet.synset('n01440764')).toEqual({
      wnid: 'n01440764',
      words: ['tench', 'Tinca tinca'],
      gloss: 'freshwater dace-like game fish of Europe and western Asia noted for ability to survive outside water',
      examples: [],
      hypernyms: [1439121],
    })
  })
  it('refuses an offset where no synset begins, and malformed ids', () => {
    for (const offset of [1440765, 0, 99_999_999]) expect(() => wordnet.synsetAt(offset)).toThrow(FormatError)
    for (const wnid of ['n1', 'v01440764', '', 'n014407641']) expect(() => wnidOffset(wnid)).toThrow(RangeError)
  })
  it('treats instance hypernyms as parents', () => {
    const everest = wordnet.synset('n09270735')
    expect(everest.hypernyms.length).toBeGreaterThan(0)
  })
  it('climbs to the root, including all parents of a node', () => {
    const { ancestors, edges } = wordnet.hypernymClosure(['n02084071', 'n02121808'])
    expect(ancestors.at(-1)).toBe('n00001740')
    const parentsOfDog = edges.filter(({ child }) => child === 'n02084071').map(({ parent }) => parent)
    expect(parentsOfDog).toEqual(['n02083346', 'n01317541'])
    expect(new Set(ancestors).size).toBe(ancestors.length)
    const known = new Set(['n02084071', 'n02121808', ...ancestors])
    expect(edges.every(({ child, parent }) => known.has(child) && known.has(parent))).toBe(true)
  })
  it('says how to install a missing package', async () => {
    await expect(findWordnet(tmpdir())).rejects.toThrow('Run npm install')
  })
})

describe('parseGloss', () => {
  it('separates examples from the definition', () => {
    expect(parseGloss('a fish; also a food; "he ate; it was good"; "two"  ')).toEqual({
      gloss: 'a fish; also a food',
      examples: ['he ate; it was good', 'two'],
    })
  })
  it('keeps a quoted word inside a definition', () => {
    expect(parseGloss('the letter "n"; used in print')).toEqual({
      gloss: 'the letter "n"; used in print',
      examples: [],
    })
  })
})

describe('the file of the classes of ImageNet', async () => {
  const file = await readImagenetFile(process.cwd())
  const classes = file.nodes.slice(0, 1_000)
  it('has 1,000 classes with a description and a unique name', () => {
    expect(classes.map(({ wnid }) => wnid)).toEqual(imagenetWnids)
    expect(new Set(imagenetWnids).size).toBe(1_000)
    expect(new Set(classes.map(({ displayName }) => displayName.toLowerCase())).size).toBe(1_000)
    expect(classes.every(({ gloss, names }) => gloss !== '' && names.length > 0)).toBe(true)
  })
  it('distinguishes namesakes and leaves other names alone', () => {
    const nameOf = (index: number) => classes[index]!.displayName
    expect([134, 517, 638, 639, 264, 474].map(nameOf)).toEqual([
      'crane (wading bird)',
      'crane (lifting device)',
      'maillot (tights)',
      'maillot (tank suit)',
      'Cardigan (Cardigan Welsh corgi)',
      'cardigan (sweater)',
    ])
    expect(classes.filter(({ displayName, names }) => displayName !== names[0])).toHaveLength(6)
  })
  it('has a hierarchy with one root', () => {
    const withParent = new Set(imagenetHierarchy(file).edges.map(([child]) => child))
    expect(file.nodes.filter((_, node) => !withParent.has(node)).map(({ wnid }) => wnid)).toEqual(['n00001740'])
  })
})

describe('displayNames', () => {
  const crane = { id: 'a', names: ['crane'], gloss: 'a tall bird of marshes', parentName: null }
  it('falls back from second name to parent, words of the gloss, and id', () => {
    const classes = [
      { ...crane, names: ['crane', 'whooper'] },
      { ...crane, id: 'b', parentName: 'machine' },
      { ...crane, id: 'c' },
      { ...crane, id: 'd' },
    ]
    expect(displayNames(classes)).toEqual(['crane (whooper)', 'crane (machine)', 'crane (a tall bird of)', 'crane (d)'])
  })
  it("never takes another class's own name", () => {
    const classes = [
      { ...crane, names: ['crane', 'x'] },
      { ...crane, id: 'b' },
      { ...crane, id: 'c', names: ['Crane (x)'] },
    ]
    expect(displayNames(classes)).toEqual(['crane (a tall bird of)', 'crane (b)', 'Crane (x)'])
  })
})
