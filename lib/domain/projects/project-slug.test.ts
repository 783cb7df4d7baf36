import { expect, test } from 'vitest'
import { projectSlug } from './project-slug'

test('a slug keeps letters and digits and joins the rest with one hyphen', () => {
  expect(projectSlug('  Kitchen & desk, 2nd round! ')).toBe('kitchen-desk-2nd-round')
})
test('accents are dropped, not replaced', () => expect(projectSlug('Véhicules à Zürich')).toBe('vehicules-a-zurich'))
test('a name without Latin letters still gets a slug', () => expect(projectSlug('画像')).toBe('project'))
test('a long name is cut without leaving a hyphen at the end', () => {
  expect(projectSlug(`${'a'.repeat(59)} ${'b'.repeat(30)}`)).toBe('a'.repeat(59))
})
