import { expect, test } from 'vitest'
import { projectSlug } from './project-slug'

test('keeps letters and digits and joins the rest with one hyphen', () => {
  expect(projectSlug('  Kitchen & desk, 2nd round! ')).toBe('kitchen-desk-2nd-round')
})
test('strips accents', () => expect(projectSlug('Véhicules à Zürich')).toBe('vehicules-a-zurich'))
test('makes a slug for a name without Latin letters', () => expect(projectSlug('画像')).toBe('project'))
test('shortens a long name without a trailing hyphen', () => {
  expect(projectSlug(`${'a'.repeat(59)} ${'b'.repeat(30)}`)).toBe('a'.repeat(59))
})
