import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { FormatError } from '@/lib/formats/format-error'
import { displayNames } from './display-names'
import { imagenetClasses } from './imagenet-classes'
import { imagenetWnids } from './imagenet-wnids'
import { findWordnet, openWordnet, parseGloss, wnidOffset } from './wordnet'

const wordnet = await openWordnet(await findWordnet(process.cwd()))

describe('Wordnet', () => {
  it('finds a synset by the offset in its id', () => {
    expect(wordnet.synset('n01440764')).toEqual({
      wnid: 'n01440764',
      words: ['tench', 'Tinca tinca'],
      gloss: 'freshwater dace-like game fish of Europe and western Asia noted for ability to survive outside water',
      examples: [],
      hypernyms: [1439121],
    })
  })
  it('refuses an offset where no synset begins, and what is no id', () => {
    for (const offset of [1440765, 0, 99_999_999]) expect(() => wordnet.synsetAt(offset)).toThrow(FormatError)
    for (const wnid of ['n1', 'v01440764', '', 'n014407641']) expect(() => wnidOffset(wnid)).toThrow(RangeError)
  })
  it('knows the instance relation as a parent too', () => {
    const everest = wordnet.synset('n09270735')
    expect(everest.hypernyms.length).toBeGreaterThan(0)
  })
  it('climbs to the root, keeping every parent of a node with several', () => {
    const { ancestors, edges } = wordnet.hypernymClosure(['n02084071', 'n02121808'])
    expect(ancestors.at(-1)).toBe('n00001740')
    const parentsOfDog = edges.filter(({ child }) => child === 'n02084071').map(({ parent }) => parent)
    expect(parentsOfDog).toEqual(['n02083346', 'n01317541'])
    expect(new Set(ancestors).size).toBe(ancestors.length)
    const known = new Set(['n02084071', 'n02121808', ...ancestors])
    expect(edges.every(({ child, parent }) => known.has(child) && known.has(parent))).toBe(true)
  })
  it('says how to mend a missing package', async () => {
    await expect(findWordnet(tmpdir())).rejects.toThrow('Run npm install')
  })
})

describe('parseGloss', () => {
  it('keeps examples apart from the definition', () => {
    expect(parseGloss('a fish; also a food; "he ate; it was good"; "two"  ')).toEqual({
      gloss: 'a fish; also a food',
      examples: ['he ate; it was good', 'two'],
    })
  })
  it('leaves a quoted word inside a definition where it is', () => {
    expect(parseGloss('the letter "n"; used in print')).toEqual({
      gloss: 'the letter "n"; used in print',
      examples: [],
    })
  })
})

describe('imagenetClasses', () => {
  const classes = imagenetClasses(wordnet)
  it('gives 1,000 classes with a description and a name that no other has', () => {
    expect(classes).toHaveLength(1_000)
    expect(new Set(imagenetWnids).size).toBe(1_000)
    expect(new Set(classes.map(({ displayName }) => displayName.toLowerCase())).size).toBe(1_000)
    expect(classes.every(({ gloss, names }) => gloss !== '' && names.length > 0)).toBe(true)
  })
  it('tells namesakes apart and leaves other names alone', () => {
    const nameOf = (index: number) => classes[index].displayName
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
  it('stands on a hierarchy with one root', () => {
    const { ancestors, edges } = wordnet.hypernymClosure(imagenetWnids)
    const withParent = new Set(edges.map(({ child }) => child))
    expect(ancestors.filter((wnid) => !withParent.has(wnid))).toEqual(['n00001740'])
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
  it('never takes a name that another class has by itself', () => {
    const classes = [
      { ...crane, names: ['crane', 'x'] },
      { ...crane, id: 'b' },
      { ...crane, id: 'c', names: ['Crane (x)'] },
    ]
    expect(displayNames(classes)).toEqual(['crane (a tall bird of)', 'crane (b)', 'Crane (x)'])
  })
})
