import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { menuOf, type PageId, pageAddress, pageAt, projectPages } from './project-pages'

const ids = Object.keys(projectPages) as PageId[]
const folder = 'app/projects/[project]'

const values = (key: 'path' | 'title') => ids.map((id) => projectPages[id][key])

test('has unique paths and titles', () => {
  expect(new Set(values('path')).size).toBe(ids.length)
  expect(new Set(values('title')).size).toBe(ids.length)
})

test('lists exactly the existing pages without parameters', () => {
  // The kinds of texts share one page file, and comparisons are opened from a list.
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => file.replace(/\/?page\.tsx$/, ''))
    .map((path) => (path === '' ? '' : `/${path}`))
  const texts = ['/texts/guidelines', '/texts/consent']
  const found = paths.filter((path) => !path.includes('[') && !path.endsWith('/compare'))
  expect([...found, ...texts].sort()).toEqual(values('path').sort())
  expect(existsSync(`${folder}/texts/[kind]/page.tsx`)).toBe(true)
})

test('leads from guessed addresses, which are no pages, to existing ones', async () => {
  const config = (await import('../../../next.config.mjs')).default
  const guesses = (await config.redirects?.()) ?? []
  expect(guesses.length).toBeGreaterThan(0)
  const addresses = ids.map((id) => pageAddress(':project', id))
  for (const { source, destination } of guesses) {
    expect(addresses).not.toContain(source)
    expect([...addresses, '/rate/:project']).toContain(destination)
  }
})

describe('menuOf', () => {
  it('has at most thirteen entries, and Settings last', () => {
    const entries = menuOf('admin').map(({ entry }) => entry)
    expect(entries.length).toBeLessThanOrEqual(13)
    expect(entries.at(-1)).toBe('Settings')
  })

  it('shows every page to an admin exactly once', () => {
    const pages = menuOf('admin').flatMap(({ pages }) => pages.map(({ id }) => id))
    expect([...pages].sort()).toEqual([...ids].sort())
  })

  it('shows an expert only the pages open to experts, and a rater none', () => {
    expect(menuOf('expert').map(({ entry, pages }) => [entry, ...pages.map(({ id }) => id)])).toEqual([
      ['Golden set', 'golden', 'disagreements'],
      ['Adjudication', 'adjudication', 'adjudicationHistory', 'reviews'],
    ])
    expect(menuOf('rater')).toEqual([])
  })
})

describe('pageAt', () => {
  const at = (path: string) => {
    const found = pageAt('pets', path)
    return found && [found.page.id, found.isItself]
  }

  it('finds the page with this URL', () => {
    for (const id of ids) expect(at(pageAddress('pets', id))).toEqual([id, true])
  })

  it('finds the page that a page about one thing belongs to', () => {
    expect(at('/projects/pets/raters/12')).toEqual(['raters', false])
    expect(at('/projects/pets/classes/pairs/1/2')).toEqual(['classPairs', false])
    expect(at('/projects/pets/batches/3')).toEqual(['batches', false])
    expect(at('/projects/pets/reviews/3/results')).toEqual(['reviews', false])
  })

  it('returns null outside of the project', () => {
    expect(at('/projects/pets-2/raters')).toBeNull()
    expect(at('/projects/pets/nowhere')).toBeNull()
    expect(at('/account')).toBeNull()
  })
})
