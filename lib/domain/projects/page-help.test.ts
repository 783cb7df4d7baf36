import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pageHelp, type Term, terms } from './page-help'
import { projectPages } from './project-pages'

const all = Object.entries(pageHelp)

describe('pageHelp', () => {
  it('describes the purpose of every page in a sentence of its own', () => {
    expect(Object.keys(pageHelp).sort()).toEqual(Object.keys(projectPages).sort())
    for (const [id, { purpose }] of all) {
      expect(purpose, id).toMatch(/^[A-Z].{30,}\.$/)
      expect(purpose.length, id).toBeLessThan(260)
    }
    expect(new Set(all.map(([, { purpose }]) => purpose)).size).toBe(all.length)
  })

  it('links to existing headings of the guide', () => {
    const headings = readFileSync('docs/guide.md', 'utf8').match(/(?<=^## ).+$/gm) ?? []
    for (const [id, { guide }] of all) expect(headings, id).toContain(guide)
  })

  it('lists each term once per page, and has no unused terms', () => {
    const used = new Set<Term>()
    for (const [id, help] of all) {
      expect(new Set(help.terms).size, id).toBe(help.terms.length)
      for (const term of help.terms) used.add(term)
    }
    expect([...used].sort()).toEqual(Object.keys(terms).sort())
  })
})
