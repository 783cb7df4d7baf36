import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChangedLine, textChanges } from './text-changes'

const read = (line: ChangedLine) =>
  line.state === 'gap'
    ? `… ${line.lineCount}`
    : `${line.state}: ${line.parts.map(({ state, text }) => (state === 'same' ? text : `${state === 'added' ? '+' : '-'}[${text}]`)).join('')}`

const side = (lines: ChangedLine[], left: 'added' | 'removed') =>
  lines.flatMap((line) => {
    if (line.state === 'gap' || line.state === left) return []
    return [line.parts.flatMap(({ state, text }) => (state === left ? [] : [text])).join('')]
  })

describe('textChanges', () => {
  it('marks words within a reworded line', () => {
    expect(
      textChanges('Answer yes when it is clearly there.', 'Answer yes when it is there at all.').map(read),
    ).toEqual(['changed: Answer yes when it is -[clearly ]there+[ at all].'])
  })

  it('shows a replaced line as removed and added', () => {
    expect(textChanges('Look twice.\n', 'Toys do not count as animals.').map(read)).toEqual([
      'removed: -[Look twice.]',
      'added: +[Toys do not count as animals.]',
    ])
  })

  it('folds lines far from every change and drops blank lines', () => {
    const before = ['One', '', 'Two', 'Three', 'Four', 'Five', 'Six'].join('\n')
    expect(textChanges(before, `${before}\n\nSeven`).map(read)).toEqual(['… 5', 'same: Six', 'added: +[Seven]'])
  })

  it('finds nothing between texts that differ only in blank lines', () => {
    expect(textChanges('One\nTwo', 'One\n\nTwo\n')).toEqual([])
    expect(textChanges('', '')).toEqual([])
  })

  it('shows all of a first text and all of a removed one', () => {
    expect(textChanges('', 'One\nTwo').map(read)).toEqual(['added: +[One]', 'added: +[Two]'])
    expect(textChanges('One', '').map(read)).toEqual(['removed: -[One]'])
  })

  it('gives up on texts with nothing in common, and still shows both', () => {
    const words = (prefix: string) => Array.from({ length: 3_000 }, (_, k) => `${prefix}${k}`)
    const lines = textChanges(words('a').join('\n'), words('b').join('\n'))
    expect(lines.filter(({ state }) => state === 'removed')).toHaveLength(3_000)
    expect(lines.filter(({ state }) => state === 'added')).toHaveLength(3_000)
  })

  it('keeps every non-blank line of both sides if nothing is folded', () => {
    const line = fc.constantFrom('a b c', 'a b d', 'x', 'y z', 'q r s t')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 8 }), (before, after) => {
        const lines = textChanges(before.join('\n'), after.join('\n'))
        if (lines.length === 0 || lines.some(({ state }) => state === 'gap')) return
        expect(side(lines, 'added')).toEqual(before)
        expect(side(lines, 'removed')).toEqual(after)
      }),
    )
  })
})
